package org.tidebook.sync.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordMergeTest {

  private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

  private final RecordMerge merge = new RecordMerge(VALIDATORS.getValidator());
  private final EntityType parcels = EntityType.of(Parcel.class);

  @AfterAll
  static void close() {
    VALIDATORS.close();
  }

  @Test
  void everyTypeOfFieldIsRead() {
    var parcel =
        merged(
            """
            {"name": "North", "kind": "field", "currency": "EUR", "salePrice": "1234.50",
             "dueDay": 28, "size": 9007199254740993, "active": false, "bought": "2024-02-29",
             "ownerId": "7F8D1E00-0000-4000-8000-00000000000A", "description": "a\\nb",
             "period": "2026-11"}
            """);
    assertEquals("North", parcel.name);
    assertEquals(new BigDecimal("1234.5"), parcel.salePrice);
    assertEquals(28, parcel.dueDay);
    assertEquals(9007199254740993L, parcel.size);
    assertEquals(false, parcel.active);
    assertEquals(LocalDate.of(2024, 2, 29), parcel.bought);
    assertEquals("7f8d1e00-0000-4000-8000-00000000000a", parcel.ownerId);
  }

  @Test
  void anAbsentFieldStaysAndNullClears() {
    var stored = merged("{\"name\": \"North\", \"kind\": \"field\", \"dueDay\": 1}");
    var result = merge.merge(parcels, stored, json("{\"dueDay\": null, \"active\": true}"));
    var parcel = (Parcel) assertInstanceOf(MergedRecord.Valid.class, result).record();
    assertEquals("field", parcel.kind);
    assertNull(parcel.dueDay);
    assertEquals(1, stored.dueDay, "the stored record is not touched");
  }

  @Test
  void theEnvelopeInAPayloadIsIgnored() {
    merged(
        """
        {"name": "North", "id": 5, "createdAt": "x", "updatedAt": 1, "updatedBy": {},
         "deletedAt": true}
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tenantId", "tenant_id", "colour", "changedAt", "scratch", ""})
  void aFieldThatNoRecordHasIsAnError(String name) {
    var payload = Json.createObjectBuilder().add("name", "North").add(name, "x").build();
    assertEquals(List.of(name), errors(payload).stream().map(FieldError::field).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name        | 5                        | It must be a text.
          name        | null                     | It is required.
          name        | ""                       | It must have 1 to 20 characters.
          name        | "123456789012345678901"  | It must have 1 to 20 characters.
          kind        | "Field"                  | It must be one of: field, forest.
          currency    | "EURO"                   | It must be a currency code of ISO 4217, such as EUR.
          dueDay      | 0                        | It must be at least 1.
          dueDay      | 29                       | It must be at most 28.
          dueDay      | "5"                      | It must be a whole number that is not too large.
          dueDay      | 5.5                      | It must be a whole number that is not too large.
          dueDay      | 4294967297               | It must be a whole number that is not too large.
          size        | 1e999999999              | It must be a whole number that is not too large.
          size        | 9223372036854775808      | It must be a whole number that is not too large.
          active      | "true"                   | It must be true or false.
          active      | 1                        | It must be true or false.
          bought      | 20240229                 | It must be a date in a text.
          bought      | "2023-02-29"             | It must be a date of the calendar in the form YYYY-MM-DD.
          bought      | "+12024-02-01"           | It must be a date of the calendar in the form YYYY-MM-DD.
          bought      | "0000-02-09"           | It must be a date of the calendar in the form YYYY-MM-DD.
          bought      | "2023-2-9"               | It must be a date of the calendar in the form YYYY-MM-DD.
          ownerId     | "7f8d"                   | It must be the id of a record, a UUID.
          ownerId     | {}                       | It must be the id of a record, a text.
          salePrice   | 12.5                     | It must be a decimal number in a text, such as "1234.5", not a JSON number.
          salePrice   | "0"                      | It must be more than 0.
          period      | "2026-1"                 | It does not have the required form.
          month       | "2026-13"                | It must be a month of the calendar in the form YYYY-MM.
          month       | "2026-1"                 | It must be a month of the calendar in the form YYYY-MM.
          month       | "12026-11"               | It must be a month of the calendar in the form YYYY-MM.
          code        | "12"                     | It must have 3 characters.
          weight      | "0"                      | It must be more than 0.
          debt        | "0.1"                    | It must be at most 0.
          email       | "nobody"                 | It must be an email address.
          """,
      quoteCharacter = '\'')
  void aBadValueIsAnswered(String field, String value, String message) {
    var payload =
        field.equals("name")
            ? json("{\"name\": " + value + "}")
            : json("{\"name\": \"North\", \"" + field + "\": " + value + "}");
    assertEquals(List.of(new FieldError(field, message)), errors(payload));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e3", "+1", ".5", "5.", " 1", "1,5", "", "0x1", "1.23456", "٣"})
  void anIllFormedDecimalIsAnError(String text) {
    var payload = Json.createObjectBuilder().add("name", "North").add("salePrice", text).build();
    assertEquals("salePrice", errors(payload).get(0).field());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\ud800", "\udc00x", "x\ud83d", "\ude00\ud83d"})
  void aTextThatCannotBeStoredIsAnError(String text) {
    var payload = Json.createObjectBuilder().add("name", text).build();
    var errors = errors(payload);
    assertEquals("name", errors.get(0).field());
    assertTrue(errors.get(0).message().contains("cannot be stored"));
  }

  @Test
  void aWholePairIsAText() {
    assertEquals("🏠", merged("{\"name\": \"🏠\"}").name);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    var errors = errors(json("{\"dueDay\": 99, \"active\": 1, \"colour\": \"red\"}"));
    assertEquals(
        List.of("active", "colour", "dueDay", "name"),
        errors.stream().map(FieldError::field).sorted().toList());
  }

  @Test
  void aFloodOfUnknownFieldsIsCutAndItsNamesAreMadeStorable() {
    var payload = Json.createObjectBuilder();
    for (int i = 0; i < 1000; i++) {
      payload.add("\u0000\ud800" + "x".repeat(1000) + i, i);
    }
    var errors = errors(payload.build());
    assertEquals(RecordMerge.MOST_ERRORS, errors.size());
    for (var error : errors) {
      assertTrue(Texts.storable(error.field()) && error.field().length() <= 64);
      assertFalse(error.field().contains("\u0000"));
    }
  }

  @Test
  void forADeletionOnlyTheNamesMatter() {
    var payload = json("{\"name\": 5, \"id\": 1, \"colour\": 1}");
    assertEquals(
        List.of(new FieldError("colour", "There is no such field.")),
        merge.foreignMembers(parcels, payload));
  }

  private Parcel merged(String payload) {
    var result = merge.merge(parcels, null, json(payload));
    return (Parcel) assertInstanceOf(MergedRecord.Valid.class, result).record();
  }

  private List<FieldError> errors(JsonObject payload) {
    var result = merge.merge(parcels, null, payload);
    return assertInstanceOf(MergedRecord.Invalid.class, result).errors();
  }

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
