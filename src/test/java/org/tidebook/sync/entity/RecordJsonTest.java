package org.tidebook.sync.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;

class RecordJsonTest {

  private final EntityType parcels = EntityType.of(Parcel.class);

  @Test
  void aRecordCarriesItsEnvelopeAndTheFieldsThatAreSet() {
    var parcel = new Parcel();
    parcel.setEnvelope(envelope(null));
    parcel.name = "\"North\"\n\u0001";
    parcel.salePrice = new BigDecimal("1200.0000");
    parcel.dueDay = 5;
    parcel.active = false;
    parcel.bought = LocalDate.of(2024, 2, 29);
    assertEquals(
        """
        {"id":"r","createdAt":"1970-01-01T00:00:00.000001Z",\
        "updatedAt":"1970-01-01T00:00:00.000002Z","updatedBy":"u","deletedAt":null,\
        "name":"\\"North\\"\\n\\u0001","salePrice":"1200","dueDay":5,"active":false,\
        "bought":"2024-02-29"}""",
        written(parcel));
  }

  @Test
  void aTombstoneCarriesItsEnvelopeOnly() {
    var parcel = new Parcel();
    parcel.setEnvelope(envelope(new Stamp(2)));
    parcel.name = "North";
    assertEquals(
        """
        {"id":"r","createdAt":"1970-01-01T00:00:00.000001Z",\
        "updatedAt":"1970-01-01T00:00:00.000002Z","updatedBy":"u",\
        "deletedAt":"1970-01-01T00:00:00.000002Z"}""",
        written(parcel));
  }

  private static Envelope envelope(@Nullable Stamp deletedAt) {
    return new Envelope("t", "r", new Stamp(1), new Stamp(2), "u", deletedAt, new Stamp(3));
  }

  private String written(Parcel parcel) {
    var text = new StringWriter();
    try (var json = Json.createGenerator(text)) {
      RecordJson.write(json, parcels, parcel);
    }
    return text.toString();
  }
}
