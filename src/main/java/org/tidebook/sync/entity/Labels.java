package org.tidebook.sync.entity;

import java.util.Locale;

/** Labels for people, made from the names in the code where a class gives none. */
final class Labels {

  private Labels() {}

  /** {@code openingBalance} → Opening balance; the reference {@code toAccountId} → To account. */
  static String ofField(String name, boolean reference) {
    return sentence(reference && name.endsWith("Id") ? name.substring(0, name.length() - 2) : name);
  }

  /** {@code RentalAgreement} → Rental agreement. */
  static String ofClass(String simpleName) {
    return sentence(simpleName);
  }

  /** {@code rental_agreements} → Rental agreements. */
  static String ofTable(String name) {
    return sentence(name.replace('_', ' '));
  }

  private static String sentence(String words) {
    String spaced =
        words.replaceAll("(?<=[\\p{Lower}\\d])(?=\\p{Upper})", " ").toLowerCase(Locale.ROOT);
    return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
  }
}
