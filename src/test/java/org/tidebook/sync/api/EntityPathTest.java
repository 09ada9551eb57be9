package org.tidebook.sync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The resource of all entity types takes nothing from the other resources. */
class EntityPathTest {

  private static final Pattern TYPE =
      Pattern.compile(
          EntityResource.TYPE_PATH.substring(
                  "{type: ".length(), EntityResource.TYPE_PATH.length() - 1)
              + "(/.*)?");

  @Test
  void everyOtherResourceHasItsFirstSegmentReserved() {
    Set<String> reserved = new TreeSet<>();
    for (String word : EntityResource.RESERVED.replace("\\", "").split("\\|", -1)) {
      reserved.add(word);
      assertFalse(TYPE.matcher(word).matches(), word);
      assertFalse(TYPE.matcher(word + "/x").matches(), word);
    }
    Set<String> others = firstSegmentsOfOtherResources();
    assertTrue(others.containsAll(Set.of("auth", "health", "state")), others.toString());
    others.removeAll(reserved);
    assertEquals(Set.of(), others);
  }

  @Test
  void anyOtherSegmentIsAnEntityTypesOrNobodys() {
    for (String path : Set.of("accounts", "rental-agreements", "states", "user", "healthy")) {
      assertTrue(TYPE.matcher(path).matches(), path);
      assertTrue(TYPE.matcher(path + "/x").matches(), path);
    }
  }

  /** Those beneath an entity type's path, such as a document's bytes, begin with a type's word. */
  private static Set<String> firstSegmentsOfOtherResources() {
    Set<String> segments = new TreeSet<>();
    new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("org.tidebook")
        .forEach(
            type -> {
              if (type.isAnnotatedWith(Path.class)) {
                String path = type.getAnnotationOfType(Path.class).value();
                if (!path.startsWith("{") && !path.startsWith("documents/")) {
                  segments.add(path.replaceFirst("^/", "").replaceFirst("/.*$", ""));
                }
              }
            });
    return segments;
  }
}
