package org.tidebook.sync.entity;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A text field that holds one of a few words. Null is valid. */
@Constraint(validatedBy = OneOf.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface OneOf {

  /** The words, in the order in which a form offers them. */
  String[] value();

  String message() default "{org.tidebook.sync.entity.OneOf.message}";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Checks the word. */
  class Check implements ConstraintValidator<OneOf, String> {

    private Set<String> words = Set.of();

    @Override
    public void initialize(OneOf annotation) {
      words = Set.of(annotation.value());
    }

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
      return value == null || words.contains(value);
    }
  }
}
