package org.tidebook.sync.entity;

import org.tidebook.books.Account;

/** Breaks the arrows on purpose: {@code ArrowsTest} shows that this is caught. */
public final class EntityViolator {
  public Account account() {
    return new Account();
  }
}
