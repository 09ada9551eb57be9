package org.tidebook.sync.entity;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;

/**
 * Violations in plain English, the same on every server and in every locale. A message that a class
 * gives itself is used as it is.
 */
final class ConstraintMessages {

  private ConstraintMessages() {}

  static String of(ConstraintViolation<?> violation) {
    String template = violation.getMessageTemplate();
    boolean own = !template.startsWith("{");
    return own
        ? violation.getMessage()
        : of(violation.getConstraintDescriptor().getAnnotation(), violation.getMessage());
  }

  private static String of(Annotation constraint, String otherwise) {
    if (constraint instanceof NotNull
        || constraint instanceof NotEmpty
        || constraint instanceof NotBlank) {
      return "It is required.";
    }
    if (constraint instanceof Size size) {
      return length(size);
    }
    if (constraint instanceof OneOf oneOf) {
      return "It must be one of: " + String.join(", ", oneOf.value()) + ".";
    }
    if (constraint instanceof CurrencyCode) {
      return "It must be a currency code of ISO 4217, such as EUR.";
    }
    if (constraint instanceof CalendarMonth) {
      return "It must be a month of the calendar in the form YYYY-MM.";
    }
    if (constraint instanceof Email) {
      return "It must be an email address.";
    }
    if (constraint instanceof Positive) {
      return "It must be more than 0.";
    }
    if (constraint instanceof PositiveOrZero) {
      return "It must be at least 0.";
    }
    if (constraint instanceof Negative) {
      return "It must be less than 0.";
    }
    if (constraint instanceof NegativeOrZero) {
      return "It must be at most 0.";
    }
    if (constraint instanceof DecimalMin min) {
      return "It must be " + (min.inclusive() ? "at least " : "more than ") + min.value() + ".";
    }
    if (constraint instanceof DecimalMax max) {
      return "It must be " + (max.inclusive() ? "at most " : "less than ") + max.value() + ".";
    }
    if (constraint instanceof Min min) {
      return "It must be at least " + min.value() + ".";
    }
    if (constraint instanceof Max max) {
      return "It must be at most " + max.value() + ".";
    }
    if (constraint instanceof Digits digits) {
      return "It may have at most %d digits before the point and %d after it."
          .formatted(digits.integer(), digits.fraction());
    }
    if (constraint instanceof Pattern) {
      return "It does not have the required form.";
    }
    return otherwise;
  }

  private static String length(Size size) {
    if (size.max() == Integer.MAX_VALUE) {
      return "It must have at least " + size.min() + " characters.";
    }
    if (size.min() == size.max()) {
      return "It must have " + size.min() + " characters.";
    }
    return size.min() == 0
        ? "It may have at most " + size.max() + " characters."
        : "It must have " + size.min() + " to " + size.max() + " characters.";
  }
}
