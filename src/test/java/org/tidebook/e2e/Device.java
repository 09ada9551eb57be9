package org.tidebook.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;

/**
 * One installation of the application, a browser context, driven through what a person sees: roles
 * and labels.
 */
final class Device implements AutoCloseable {
  /**
   * Long work on a slow machine: 16,340 changes, on two cores that a server and a browser share.
   */
  static final double PATIENCE_MS = 180_000;

  private final BrowserContext context;
  private final URI base;
  private final Page page;

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
    page.getByRole(AriaRole.BUTTON, named("Create account"))
        .or(link("Create account"))
        .first()
        .click();
    field("Organisation").fill(organisation);
    field("Your name").fill(name);
    field("Email").fill(email);
    field("Password").fill(password);
    page.getByRole(AriaRole.BUTTON, named("Create account")).click();
    status().waitFor();
  }

  void signIn(String email, String password) {
    open();
    field("Email").fill(email);
    field("Password").fill(password);
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    status().waitFor();
  }

  void goOffline() {
    context.setOffline(true);
    statusWith("[data-online=false]").waitFor();
  }

  void goOnline() {
    context.setOffline(false);
  }

  /** Waits until nothing waits, nothing is being sent and the device is online. */
  void awaitSynced() {
    statusWith("[data-online=true][data-waiting='0'][data-sync-state=idle]")
        .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
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

  void openList(String entityType) {
    page.navigate(base + "#/" + entityType);
    search().waitFor();
  }

  /** Opens the form of the only record that a search finds. */
  void openRecord(String entityType, String id) {
    page.navigate(base + "#/" + entityType + "/" + id);
    page.getByRole(AriaRole.BUTTON, named("Save")).waitFor();
  }

  void change(String entityType, String id, String field, String value) {
    openRecord(entityType, id);
    field(field).fill(value);
    page.getByRole(AriaRole.BUTTON, named("Save")).click();
    search().waitFor();
  }

  void delete(String entityType, String id) {
    openRecord(entityType, id);
    page.getByRole(AriaRole.BUTTON, named("Delete")).click();
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
        .click();
    search().waitFor();
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(false)).first();
  }

  Locator search() {
    return page.getByLabel("Search").first();
  }

  Locator status() {
    return statusWith("");
  }

  private Locator statusWith(String attributes) {
    return page.locator("[role=status][data-online]" + attributes).first();
  }

  private Locator link(String name) {
    return page.getByRole(AriaRole.LINK, named(name));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  @Override
  public void close() {
    context.close();
  }
}
