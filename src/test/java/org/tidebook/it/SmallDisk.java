package org.tidebook.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few megabytes that a test can fill: a tmpfs, which root alone may mount. */
final class SmallDisk implements AutoCloseable {

  private static final int BLOCK = 4096;
  private static final int MOST_REFUSALS = 1_000;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one beneath the build's folder; where that is not allowed the test is skipped. */
  static SmallDisk mounted(int megabytes) throws IOException {
    Path parent = Files.createDirectories(Path.of("target", "databases"));
    Path folder = Files.createTempDirectory(parent, "disk-").toAbsolutePath();
    String size = "size=" + megabytes + "m";
    boolean mounted = run("mount", "-t", "tmpfs", "-o", size, "tidebook-test", folder.toString());
    assumeTrue(mounted, "Only root, on Linux, can mount a small disk to fill.");
    return new SmallDisk(folder);
  }

  Path folder() {
    return folder;
  }

  /** Takes all the room that is left; what the database gives back meanwhile too, for a while. */
  void fill() throws IOException {
    try (var out = Files.newOutputStream(filler())) {
      for (int refusals = 0; refusals < MOST_REFUSALS; ) {
        try {
          out.write(new byte[BLOCK]);
        } catch (IOException e) {
          refusals++;
        }
      }
    }
  }

  /** Gives the room back. */
  void free() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() {
    if (!run("umount", folder.toString())) {
      throw new IllegalStateException("It is still mounted: " + folder);
    }
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue() == 0;
    } catch (IOException e) {
      if (command[0].equals("mount")) {
        return false; // there is no such program
      }
      throw new UncheckedIOException(e);
    }
  }
}
