package org.tidebook.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;

/**
 * One installation of the application, a browser context, driven through what a person sees: roles
 * and labels.
 */
final class Device implements AutoCloseable {
  /**
   * Long work on a slow machine: 16,340 changes, on two cores that a server and a browser share.
   */
  static final double PATIENCE_MS = 180_000;

  static final long PATIENCE_SECONDS = (long) (PATIENCE_MS / 1000);

  private static final String STATUS = "[role=status][data-online]";

  private final BrowserContext context;
  private final URI base;
  private Page page;

  Device(BrowserContext context, URI base) {
    this.context = context;
    this.base = base;
    this.page = context.pages().isEmpty() ? context.newPage() : context.pages().get(0);
    page.setDefaultTimeout(30_000);
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  LocalDatabase database() {
    return new LocalDatabase(page);
  }

  /** Opens the application and waits until its service worker controls the page. */
  void open() {
    page.navigate(base.toString());
    page.waitForFunction("() => navigator.serviceWorker.ready.then(() => true)");
    page.waitForFunction("() => navigator.serviceWorker.controller !== null");
  }

  void signUp(String organisation, String name, String email, String password) {
    open();
    press("Create account");
    field("Organisation").fill(organisation);
    field("Your name").fill(name);
    field("Email").fill(email);
    field("Password").fill(password);
    press("Create account");
    status().waitFor();
  }

  void signIn(String email, String password) {
    open();
    fillSignIn(email, password);
    submitSignIn();
  }

  /** On the page that {@link #open} opened. */
  void fillSignIn(String email, String password) {
    field("Email").fill(email);
    field("Password").fill(password);
  }

  void submitSignIn() {
    press("Sign in");
    status().waitFor();
  }

  void goOffline() {
    context.setOffline(true);
    statusWith("[data-online=false]").waitFor();
  }

  /** Waits until the device has noticed that the server does not answer. */
  void awaitOffline() {
    statusWith("[data-online=false]").waitFor(patience());
  }

  void goOnline() {
    context.setOffline(false);
  }

  /**
   * Waits until the page says that nothing waits, nothing is being sent and the device is online,
   * and the outbox itself agrees.
   */
  void awaitSynced() {
    long end = System.nanoTime() + (long) (PATIENCE_MS * 1e6);
    do {
      if (System.nanoTime() > end) {
        throw new AssertionError("The page says that nothing waits, but entries do.");
      }
      // The page looks by itself: to be asked again and again would slow down what is waited for.
      page.waitForFunction(
          "selector => document.querySelector(selector) !== null",
          STATUS + "[data-online=true][data-waiting='0'][data-sync-state=idle]",
          new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MS).setPollingInterval(50));
    } while (database().rows("sync_outbox").stream()
        .anyMatch(row -> List.of("pending", "syncing").contains(row.get("status"))));
  }

  int waiting() {
    return Integer.parseInt(status().getAttribute("data-waiting"));
  }

  int failed() {
    return Integer.parseInt(status().getAttribute("data-failed"));
  }

  /** Loads the page again, as after closing the tab. */
  void reload() {
    page.reload();
    status().waitFor();
  }

  /** Closes the tab and opens the application in a new one. */
  void reopenTab() {
    page.close();
    page = context.newPage();
    page.setDefaultTimeout(30_000);
    page.navigate(base.toString());
    status().waitFor();
  }

  /** Opens the application in one more tab, which is the one that is driven from now on. */
  Page openTab() {
    page = context.newPage();
    page.setDefaultTimeout(30_000);
    page.navigate(base.toString());
    status().waitFor();
    return page;
  }

  /** Goes on in a tab that is open. */
  void drive(Page tab) {
    page = tab;
  }

  void askToSignOut() {
    press("Sign out");
    page.getByRole(AriaRole.DIALOG).waitFor();
  }

  /** Presses a button that ends in the form to sign in. */
  void choose(String button) {
    press(button);
    page.getByLabel("Email").waitFor(patience());
  }

  /** How many databases of users are on the device. */
  int databases() {
    return (Integer)
        page.evaluate(
            "async () => (await indexedDB.databases()).filter((it) => it.name.startsWith('tidebook-')).length");
  }

  /** Waits until the page says that the session is over. */
  void awaitSignedOut() {
    statusWith("[data-sync-state=signed-out]").waitFor(patience());
  }

  /** Waits until the page shows a problem of this kind. */
  void awaitProblem(String kind) {
    statusWith("[data-problem=" + kind + "]").waitFor(patience());
  }

  /** Signs in with the books open behind the form. */
  void signInAgain(String email, String password) {
    press("Sign in again");
    fillSignIn(email, password);
    press("Sign in");
  }

  void syncNow() {
    openSyncCentre();
    press("Sync now");
  }

  void openSyncCentre() {
    page.navigate(base + "#/sync");
  }

  void createContact(String name) {
    page.navigate(base + "#/contacts/new");
    field("Name").fill(name);
    page.getByLabel("Kind").first().click();
    page.getByRole(AriaRole.OPTION, named("Client")).click();
    press("Save");
    search().waitFor();
  }

  /** The lists of a type's records, found in the address. */
  void openList(String entityType) {
    page.navigate(base + "#/" + entityType);
    search().waitFor();
  }

  void changePhone(String contact, String phone) {
    openContact(contact);
    field("Phone").fill(phone);
    press("Save");
    search().waitFor();
  }

  void deleteContact(String name) {
    openContact(name);
    press("Delete");
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
        .click();
    search().waitFor();
  }

  void openContact(String name) {
    openList("contacts");
    page.getByText(name, new Page.GetByTextOptions().setExact(true)).click();
    page.getByRole(AriaRole.BUTTON, named("Save")).waitFor();
  }

  Locator field(String label) {
    return page.getByLabel(label).first();
  }

  Locator search() {
    return page.getByLabel("Search").first();
  }

  Locator status() {
    return statusWith(":not([data-sync-state=stopped])");
  }

  private Locator statusWith(String attributes) {
    return page.locator(STATUS + attributes).first();
  }

  /** For what a page waits for by asking the test. */
  static Page.WaitForConditionOptions conditionPatience() {
    return new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS);
  }

  static Locator.WaitForOptions patience() {
    return new Locator.WaitForOptions().setTimeout(PATIENCE_MS);
  }

  void press(String button) {
    page.getByRole(AriaRole.BUTTON, named(button)).click();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  @Override
  public void close() {
    context.close();
  }
}
