package org.tidebook.sync.entity;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A text field that holds an ISO 4217 code, such as {@code EUR}. Null is valid. */
@Constraint(validatedBy = CurrencyCode.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface CurrencyCode {

  String message() default "{org.tidebook.sync.entity.CurrencyCode.message}";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Checks the code against the currencies that the platform knows, former ones too. */
  class Check implements ConstraintValidator<CurrencyCode, String> {

    private static final List<String> SORTED =
        Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode).sorted().toList();
    private static final Set<String> KNOWN = Set.copyOf(SORTED);

    /** Every valid code, in alphabetical order. */
    public static List<String> codes() {
      return SORTED;
    }

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
      return value == null || KNOWN.contains(value);
    }
  }
}
