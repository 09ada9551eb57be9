package org.tidebook.sync.entity;

import jakarta.persistence.Entity;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The JPA entities of the application, found as a server finds them: by looking at every class. */
public final class ManagedClasses {

  private static final String SUFFIX = ".class";

  private ManagedClasses() {}

  /** Every entity among the classes that go into the WAR. */
  public static Collection<Class<?>> ofTheApplication() {
    try {
      var root =
          Path.of(SyncedEntity.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (var files = Files.walk(root)) {
        return files
            .map(file -> root.relativize(file).toString())
            .filter(name -> name.endsWith(SUFFIX) && !name.contains("-info"))
            .<Class<?>>map(ManagedClasses::load)
            .filter(found -> found.isAnnotationPresent(Entity.class))
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same and more. */
  public static Collection<Class<?>> ofTheApplicationAnd(Class<?>... more) {
    var all = new ArrayList<Class<?>>(ofTheApplication());
    all.addAll(List.of(more));
    return all;
  }

  private static Class<?> load(String file) {
    var name = file.substring(0, file.length() - SUFFIX.length()).replace(File.separatorChar, '.');
    try {
      return Class.forName(name, false, ManagedClasses.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
