package org.tidebook.sync.entity;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text field that holds a month of the calendar, {@code YYYY-MM}. Null is valid. */
@Constraint(validatedBy = CalendarMonth.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface CalendarMonth {

  /** The length of every valid text. */
  int LENGTH = 7;

  /** The form as a regular expression that Java and JavaScript read alike. */
  String FORM = "[0-9]{4}-(0[1-9]|1[0-2])";

  String message() default "{org.tidebook.sync.entity.CalendarMonth.message}";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Checks the form. */
  class Check implements ConstraintValidator<CalendarMonth, String> {

    private static final Pattern MONTH = Pattern.compile(FORM);

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
      return value == null || MONTH.matcher(value).matches();
    }
  }
}
