package org.tidebook.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Imports files of the bank the way a person does: choose the file, say what is what, check,
 * import.
 */
final class ImportWizard {
  private static final int CLIENTS = 5_369;
  private static final Path BANK = Path.of("webapp-client", "test", "data", "bank");

  private final Page page;

  ImportWizard(Page page) {
    this.page = page;
  }

  /** 4,500 accounts. */
  void accounts() {
    choose("accounts", BANK.resolve("fin_account.tsv"));
    mapAccounts();
    finish("4,500 accounts imported");
  }

  /** 5,369 clients, as contacts. */
  void contacts() {
    contacts(BANK.resolve("fin_client.tsv"), CLIENTS);
  }

  /** The first so many of them. */
  void contacts(int count) throws IOException {
    var some = Files.createTempFile("clients-", ".tsv");
    try (var lines = Files.lines(BANK.resolve("fin_client.tsv"))) {
      Files.write(some, lines.limit(count).toList());
    }
    contacts(some, count);
    Files.delete(some);
  }

  private void contacts(Path file, int count) {
    choose("contacts", file);
    source("Name", "template", "Client {1}");
    source("Kind", "constant", "client");
    source("Notes", "template", "Born {2}, {3}, district {4}");
    finish(String.format(Locale.ROOT, "%,d contacts imported", count));
  }

  /** 6,471 standing orders, as transactions of the accounts. */
  void transactions() {
    choose("transactions", BANK.resolve("fin_order.tsv"));
    source("Date", "constant", "2026-11-01");
    source("Kind", "constant", "expense");
    source("Amount", "column", "4");
    source("Currency", "constant", "CZK");
    source("Account", "match", "Account {2}");
    source("Reference", "template", "{3}/{4}");
    source("Description", "template", "Standing order {1} {6}");
    finish("6,471 transactions imported");
  }

  /** All three files: 16,340 records. */
  void wholeBank() {
    accounts();
    contacts();
    transactions();
  }

  /** The same file again: the wizard knows every record and offers nothing to import. */
  void findsNothingNewInAccounts() {
    choose("accounts", BANK.resolve("fin_account.tsv"));
    mapAccounts();
    press("Continue");
    page.getByText("There is nothing to import").waitFor();
  }

  private void mapAccounts() {
    source("Name", "template", "Account {1}");
    source("Kind", "constant", "bank");
    source("Currency", "constant", "CZK");
    source("Description", "template", "District {2}, opened {3}, statements {4}");
  }

  private void choose(String entityType, Path file) {
    // Away and back, so that the wizard begins anew.
    go("#/sync");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sync now")).waitFor();
    go("#/import?type=" + entityType);
    page.getByLabel("File", exactly()).setInputFiles(file);
    page.getByText(" rows in ").waitFor();
    press("Continue");
    assertOff(page.getByLabel("The first line holds column names"));
  }

  /**
   * Says where a field comes from: a column by its position from 0, a constant, or a text with
   * columns.
   */
  private void source(String field, String kind, String value) {
    page.getByLabel("Source for " + field, exactly()).selectOption(kind);
    var input = page.getByLabel("Value for " + field, exactly());
    if (input.evaluate("(element) => element.tagName").equals("SELECT")) {
      input.selectOption(value);
    } else {
      input.fill(value);
    }
  }

  private void finish(String outcome) {
    press("Continue");
    var patience = new Locator.WaitForOptions().setTimeout(Device.PATIENCE_MS);
    page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Records to import"))
        .waitFor(patience);
    press("Import");
    page.getByText(outcome).waitFor(patience);
  }

  private void go(String hash) {
    page.evaluate("(hash) => { location.hash = hash; }", hash);
  }

  private void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static void assertOff(Locator box) {
    if (box.isChecked()) {
      throw new AssertionError("The first line was taken for column names.");
    }
  }

  /** How many records of each type the bank's files hold. */
  static final Map<String, Integer> COUNTS =
      Map.of("accounts", 4_500, "contacts", CLIENTS, "transactions", 6_471);
}
