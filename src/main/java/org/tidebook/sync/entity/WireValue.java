package org.tidebook.sync.entity;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Decimals;

/** What a JSON value means for a field: a Java value, or the reason why it is none. */
sealed interface WireValue {

  /** Null clears the field. */
  record Value(@Nullable Object value) implements WireValue {}

  /** With a sentence for the user. */
  record Wrong(String message) implements WireValue {}

  static WireValue read(EntityField field, JsonValue json) {
    if (json.getValueType() == JsonValue.ValueType.NULL) {
      return new Value(null);
    }
    return switch (field.type()) {
      case TEXT -> ofText(field, json, "It must be a text.", WireValue::text);
      case REFERENCE ->
          ofText(field, json, "It must be the id of a record, a text.", WireValue::reference);
      case DECIMAL ->
          ofText(
              field,
              json,
              "It must be a decimal number in a text, such as \"1234.5\", not a JSON number.",
              WireValue::decimal);
      case DATE -> ofText(field, json, "It must be a date in a text.", WireValue::date);
      case INTEGER -> integer(field, json);
      case BOOLEAN -> bool(json);
    };
  }

  private static WireValue ofText(
      EntityField field,
      JsonValue json,
      String otherwise,
      BiFunction<EntityField, String, WireValue> read) {
    return json instanceof JsonString string
        ? read.apply(field, string.getString())
        : new Wrong(otherwise);
  }

  private static WireValue text(EntityField field, String text) {
    return Texts.storable(text)
        ? new Value(text)
        : new Wrong("It has a character that cannot be stored: U+0000 or half a pair.");
  }

  private static WireValue reference(EntityField field, String text) {
    return Texts.isUuid(text)
        ? new Value(text.toLowerCase(Locale.ROOT))
        : new Wrong("It must be the id of a record, a UUID.");
  }

  private static WireValue decimal(EntityField field, String text) {
    Constraints limits = field.constraints();
    String canonical = Decimals.canonical(text, limits.integerDigits(), limits.fractionDigits());
    return canonical != null
        ? new Value(new BigDecimal(canonical))
        : new Wrong(
            "It must be a decimal number such as \"1234.5\", with at most %d digits before the point and %d after it."
                .formatted(limits.integerDigits(), limits.fractionDigits()));
  }

  private static WireValue date(EntityField field, String text) {
    try {
      // The parser also reads longer years, with a sign; ten characters leave YYYY-MM-DD.
      if (text.length() == 10) {
        LocalDate date = LocalDate.parse(text);
        // Year 0 is one that neither PostgreSQL nor most languages have.
        if (date.getYear() > 0) {
          return new Value(date);
        }
      }
    } catch (DateTimeParseException e) {
      // Not a bug and nothing to keep: the answer below says what is wrong.
    }
    return new Wrong("It must be a date of the calendar in the form YYYY-MM-DD.");
  }

  private static WireValue integer(EntityField field, JsonValue json) {
    if (json instanceof JsonNumber number) {
      BigDecimal value = number.bigDecimalValue();
      // Measured before it is expanded: 1e999999999 is short here and huge there.
      boolean small = value.precision() - (long) value.scale() <= 19;
      if (small && value.stripTrailingZeros().scale() <= 0) {
        long whole = value.setScale(0).longValue();
        boolean exact = BigDecimal.valueOf(whole).compareTo(value) == 0;
        if (exact && !field.narrow()) {
          return new Value(whole);
        }
        if (exact && whole == (int) whole) {
          return new Value((int) whole);
        }
      }
    }
    return new Wrong("It must be a whole number that is not too large.");
  }

  private static WireValue bool(JsonValue json) {
    return switch (json.getValueType()) {
      case TRUE -> new Value(true);
      case FALSE -> new Value(false);
      default -> new Wrong("It must be true or false.");
    };
  }
}
