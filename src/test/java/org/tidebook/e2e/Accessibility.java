package org.tidebook.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What axe-core, which the client's build has installed, finds wrong on a page. */
final class Accessibility {
  private static final Path AXE =
      Path.of("webapp-client", "node_modules", "axe-core", "axe.min.js");
  private static final int HEIGHT = 900;

  private static final String FIND =
      """
      async () => (await axe.run(document)).violations.map((violation) =>
        violation.id + ': ' + violation.nodes.map((node) => node.target.join(' ')).join(' | '))
      """;

  private Accessibility() {}

  /** Looks in light and dark, wide and narrow; leaves the page light and wide. */
  static void assertNothingFound(Page page, String what) {
    List<Object> found = new ArrayList<>();
    for (int width : List.of(390, 1280)) {
      page.setViewportSize(width, HEIGHT);
      for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.waitForFunction(
            "scheme => document.documentElement.dataset.mantineColorScheme === scheme",
            scheme.name().toLowerCase(Locale.ROOT));
        // Not as a script of the page, which its Content-Security-Policy would refuse.
        page.evaluate(axe());
        for (Object violation : (List<?>) page.evaluate(FIND)) {
          found.add(what + ", " + width + " " + scheme + ": " + violation);
        }
      }
    }
    assertEquals(List.of(), found);
  }

  private static String axe() {
    try {
      return Files.readString(AXE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
