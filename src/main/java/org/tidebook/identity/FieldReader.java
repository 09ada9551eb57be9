package org.tidebook.identity;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tidebook.sync.problem.FieldError;
import org.tidebook.sync.problem.HttpProblem;

/** Takes the fields of one body and collects everything that is wrong with them. */
final class FieldReader {

  /** Plausible, not correct: only a message that arrives proves an address. */
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private static final int MAX_EMAIL_LENGTH = 254; // RFC 5321, 4.5.3.1.3
  private static final int MAX_NAME_LENGTH = 255;

  private final JsonObject body;
  private final List<FieldError> errors = new ArrayList<>();

  FieldReader(JsonObject body) {
    this.body = body;
  }

  /** A name of someone or something, without the blanks around it. */
  String name(String field) {
    String text = text(field).strip();
    if (text.isEmpty()) {
      require(field);
    } else if (text.length() > MAX_NAME_LENGTH) {
      reject(field, "can have at most " + MAX_NAME_LENGTH + " characters");
    } else if (!isStorable(text)) {
      reject(field, "has characters that cannot be stored");
    }
    return text;
  }

  String email(String field) {
    String text = text(field).strip();
    if (text.isEmpty()) {
      require(field);
    } else if (text.length() > MAX_EMAIL_LENGTH) {
      reject(field, "can have at most " + MAX_EMAIL_LENGTH + " characters");
    } else if (!EMAIL.matcher(text).matches() || !isStorable(text)) {
      reject(field, "is not an email address");
    }
    return text;
  }

  /** A text that only has to be there. */
  String present(String field) {
    String text = text(field);
    if (text.isEmpty()) {
      require(field);
    }
    return text;
  }

  /** A text whose length, in UTF-16 units, is within the bounds. */
  String sized(String field, int min, int max) {
    String text = present(field);
    if (!text.isEmpty() && text.length() < min) {
      reject(field, "needs at least " + min + " characters");
    } else if (text.length() > max) {
      reject(field, "can have at most " + max + " characters");
    }
    return text;
  }

  /** The word of a role. */
  String role(String field) {
    String text = present(field);
    if (!text.isEmpty() && !Role.words().contains(text)) {
      reject(field, "has to be one of " + String.join(", ", Role.words()));
    }
    return text;
  }

  /** Yes or no; absent and null are no. */
  boolean flag(String field) {
    JsonValue value = body.get(field);
    if (value == null || value == JsonValue.NULL || value.equals(JsonValue.FALSE)) {
      return false;
    }
    if (!value.equals(JsonValue.TRUE)) {
      reject(field, "has to be true or false");
    }
    return true;
  }

  /**
   * @throws HttpProblem {@code invalid} with all that was found
   */
  void requireNoErrors() {
    if (!errors.isEmpty()) {
      throw HttpProblem.invalid(errors);
    }
  }

  private String text(String field) {
    JsonValue value = body.get(field);
    if (value instanceof JsonString string) {
      return string.getString();
    }
    if (value != null && value != JsonValue.NULL) {
      reject(field, "has to be a text");
    }
    return "";
  }

  private void require(String field) {
    if (errors.stream().noneMatch(error -> error.field().equals(field))) {
      reject(field, "is missing");
    }
  }

  private void reject(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  /**
   * Control characters and halves of surrogate pairs: PostgreSQL refuses some, nobody means any.
   */
  private static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }
}
