package org.tidebook.bench;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.tidebook.sync.domain.Stamp;

/** Transactions as a property manager's books have them, the same for the wire and for JDBC. */
record Sample(
    String id,
    long updatedAt,
    String date,
    BigDecimal amount,
    String accountId,
    String contactId,
    String description,
    String reference) {

  private static final String ACCOUNT = "7b0c6f0e-1111-4222-8333-0123456789ab";
  private static final String CONTACT = "9f0c6f0e-5555-4666-8777-0123456789ab";

  /**
   * @param number makes it different from others
   */
  static Sample of(int number, long updatedAtMicros) {
    return new Sample(
        UUID.randomUUID().toString(),
        updatedAtMicros,
        "2026-%02d-%02d".formatted(1 + number % 12, 1 + number % 28),
        BigDecimal.valueOf(100_00L + number % 900_000, 2).stripTrailingZeros(),
        ACCOUNT,
        CONTACT,
        "Rent of unit " + number % 500 + ", paid by standing order",
        "R-" + number);
  }

  Sample editedAt(long micros) {
    return new Sample(id, micros, date, amount, accountId, contactId, description, reference);
  }

  private void change(StringBuilder json) {
    json.append("{\"id\":\"")
        .append(UUID.randomUUID())
        .append("\",\"entityType\":\"transactions\",\"action\":\"create\",\"entityId\":\"")
        .append(id)
        .append("\",\"updatedAt\":\"")
        .append(Stamp.ofMicros(updatedAt))
        .append("\",\"payload\":{\"date\":\"")
        .append(date)
        .append("\",\"kind\":\"income\",\"amount\":\"")
        .append(amount.toPlainString())
        .append("\",\"currency\":\"EUR\",\"accountId\":\"")
        .append(accountId)
        .append("\",\"contactId\":\"")
        .append(contactId)
        .append("\",\"description\":\"")
        .append(description)
        .append("\",\"reference\":\"")
        .append(reference)
        .append("\"}}");
  }

  /** The body of a push of these. */
  static byte[] push(List<Sample> samples) {
    var json = new StringBuilder(samples.size() * 500).append("{\"changes\":[");
    for (int i = 0; i < samples.size(); i++) {
      if (i > 0) {
        json.append(',');
      }
      samples.get(i).change(json);
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
