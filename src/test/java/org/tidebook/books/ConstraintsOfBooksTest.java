package org.tidebook.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.entity.FieldError;
import org.tidebook.sync.entity.ManagedClasses;
import org.tidebook.sync.entity.MergedRecord;
import org.tidebook.sync.entity.RecordMerge;

/** What a single field of the books may hold; what is required or a choice is in docs/books.md. */
class ConstraintsOfBooksTest {

  private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();
  private static final String HASH =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private final RecordMerge merge = new RecordMerge(VALIDATORS.getValidator());
  private final EntityTypes types = EntityTypes.among(ManagedClasses.ofTheApplication());

  @AfterAll
  static void close() {
    VALIDATORS.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          transactions      | amount    | "0.0001"
          invoices          | amount    | "-5"
          budgets           | amount    | "0"
          budgets           | period    | "2026-12"
          rental_agreements | dueDay    | 1
          rental_agreements | dueDay    | 28.0
          documents         | size      | 0
          documents         | size      | 5000000000
          documents         | size      | 9007199254740991
          documents         | sha256    | "hash"
          documents         | sha256    | "HASH"
          documents         | mediaType | "application/vnd.oasis.opendocument.text"
          documents         | mediaType | "text/plain;charset=utf-8"
          documents         | mediaType | "image/svg+xml"
          documents         | ownerType | "rental_agreements"
          documents         | ownerId   | "7f8d1e00-0000-4000-8000-00000000000a"
          """)
  void isTaken(String type, String field, String value) {
    assertEquals(List.of(), errors(type, field, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          transactions      | amount    | "0"             | It must be more than 0.
          transactions      | amount    | "-1"            | It must be more than 0.
          transactions      | amount    | 5               | It must be a decimal number in a text, such as "1234.5", not a JSON number.
          units             | area      | 5.5             | It must be a decimal number in a text, such as "1234.5", not a JSON number.
          budgets           | period    | "2026-11-01"    | It must be a month of the calendar in the form YYYY-MM.
          budgets           | period    | "2026-00"       | It must be a month of the calendar in the form YYYY-MM.
          rental_agreements | dueDay    | 0               | It must be at least 1.
          rental_agreements | dueDay    | 29              | It must be at most 28.
          rental_agreements | dueDay    | 1.5             | It must be a whole number that is not too large.
          documents         | size      | -1              | It must be at least 0.
          documents         | size      | 0.5             | It must be a whole number that is not too large.
          documents         | size      | 9007199254740992 | It must be at most 9007199254740991.
          documents         | size      | "5"             | It must be a whole number that is not too large.
          documents         | sha256    | "HASH0"         | It must have 64 hexadecimal digits.
          documents         | sha256    | "xhash"         | It must have 64 hexadecimal digits.
          documents         | mediaType | "pdf"           | It must be a media type such as application/pdf.
          documents         | mediaType | "a/b;\\r\\nc:d" | It must be a media type such as application/pdf.
          documents         | ownerType | "tenants"       | It must be the name of an entity type.
          documents         | ownerId   | "5"             | It must be the id of a record, a UUID.
          """)
  void isRefused(String type, String field, String value, String message) {
    assertEquals(List.of(new FieldError(field, message)), errors(type, field, value));
  }

  /** What is wrong with the one field, whatever else the record lacks. */
  private List<FieldError> errors(String type, String field, String value) {
    var payload =
        json("{\"" + field + "\":" + value.replace("hash", HASH).replace("HASH", upper()) + "}");
    var read = Objects.requireNonNull(types.named(type));
    var result = assertInstanceOf(MergedRecord.Invalid.class, merge.merge(read, null, payload));
    return result.errors().stream().filter(error -> error.field().equals(field)).toList();
  }

  private static String upper() {
    return HASH.toUpperCase(Locale.ROOT);
  }

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
