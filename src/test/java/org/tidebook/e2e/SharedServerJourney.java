package org.tidebook.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.tidebook.server.TestDatabase;
import org.tidebook.server.TidebookProcess;

/** A server on H2 and a browser, which all tests of the class share. */
abstract class SharedServerJourney {
  static final String PASSWORD = "correct horse battery";

  static TestDatabase database;
  static TidebookProcess server;
  static Browser browser;
  static Playwright playwright;

  @BeforeAll
  static void startServerAndBrowser() {
    database = TestDatabase.h2();
    server = TidebookProcess.start(database);
    playwright = Chromium.playwright();
    browser = Chromium.launch(playwright);
  }

  @AfterAll
  static void stopServerAndBrowser() {
    if (playwright != null) {
      playwright.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
