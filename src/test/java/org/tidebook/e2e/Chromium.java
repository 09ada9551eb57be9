package org.tidebook.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CLI;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds a Chromium: the one named by {@code TIDEBOOK_CHROMIUM}, one of the machine, else Debian's
 * package where {@code apt-get} may install it, else Playwright's own download. Where none is to be
 * had the run fails and says what is missing: no browser test is skipped in silence.
 */
final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final List<Path> PLACES =
      List.of(
          Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
          Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
          Path.of("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"));
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final long INSTALL_TIMEOUT_MINUTES = 10;

  private Chromium() {}

  static Playwright playwright() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  /** A browser whose contexts are devices without a past. */
  static Browser launch(Playwright playwright) {
    var options = new BrowserType.LaunchOptions().setArgs(ARGUMENTS);
    executable().ifPresent(options::setExecutablePath);
    return playwright.chromium().launch(options);
  }

  /** A device whose data is on disk, in the folder, and outlives the browser. */
  static BrowserContext launch(Playwright playwright, Path folder) {
    var options = new BrowserType.LaunchPersistentContextOptions().setArgs(ARGUMENTS);
    executable().ifPresent(options::setExecutablePath);
    return playwright.chromium().launchPersistentContext(folder, options);
  }

  /** The browser's file; empty where Playwright has a download of its own and knows the place. */
  private static synchronized Optional<Path> executable() {
    var found = onThisMachine();
    if (found.isPresent()) {
      return found;
    }
    if (run("apt-get", "update")
        && run("apt-get", "install", "-y", "chromium", "fonts-liberation")) {
      var installed = onThisMachine();
      if (installed.isPresent()) {
        return installed;
      }
    }
    if (downloadedByPlaywright()) {
      return Optional.empty();
    }
    throw new IllegalStateException(
        "No Chromium for the browser tests: install one (Debian: apt-get install chromium) or name it in"
            + " TIDEBOOK_CHROMIUM.");
  }

  private static Optional<Path> onThisMachine() {
    var candidates = new ArrayList<Path>();
    var named = System.getenv("TIDEBOOK_CHROMIUM");
    if (named != null && !named.isBlank()) {
      candidates.add(Path.of(named));
    }
    for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      for (var name : NAMES) {
        candidates.add(Path.of(folder, name));
      }
    }
    candidates.addAll(PLACES);
    return candidates.stream().filter(Files::isExecutable).findFirst();
  }

  private static boolean downloadedByPlaywright() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return run(
        java,
        "-cp",
        System.getProperty("java.class.path"),
        CLI.class.getName(),
        "install",
        "chromium");
  }

  /** Runs a command whose failure is an answer, not an error: another way is tried then. */
  private static boolean run(String... command) {
    try {
      var builder = new ProcessBuilder(command).inheritIO();
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      var process = builder.start();
      if (process.waitFor(INSTALL_TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      System.getLogger(Chromium.class.getName())
          .log(System.Logger.Level.INFO, "{0} is not on this machine.", command[0]);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
