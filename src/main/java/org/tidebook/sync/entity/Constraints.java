package org.tidebook.sync.entity;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Bean Validation says about one field, as the schema document tells it to clients. The checks
 * themselves are left to Bean Validation.
 *
 * @param minLength in UTF-16 units, as {@code maxLength}; 0 is none
 * @param maxLength 0 is none
 * @param min smallest number, itself excluded with {@code exclusiveMin}
 * @param integerDigits digits before the point of a decimal, 0 for other types
 * @param fractionDigits digits after the point
 * @param oneOf the words allowed; empty allows all
 * @param references the entity type that a reference points to
 */
record Constraints(
    boolean required,
    int minLength,
    int maxLength,
    @Nullable BigDecimal min,
    boolean exclusiveMin,
    @Nullable BigDecimal max,
    boolean exclusiveMax,
    int integerDigits,
    int fractionDigits,
    @Nullable String pattern,
    @Nullable String format,
    List<String> oneOf,
    @Nullable String references) {

  static Constraints of(Field field) {
    Size size = field.getAnnotation(Size.class);
    Digits digits = field.getAnnotation(Digits.class);
    DecimalMin decimalMin = field.getAnnotation(DecimalMin.class);
    DecimalMax decimalMax = field.getAnnotation(DecimalMax.class);
    Min min = field.getAnnotation(Min.class);
    Max max = field.getAnnotation(Max.class);
    Pattern pattern = field.getAnnotation(Pattern.class);
    OneOf oneOf = field.getAnnotation(OneOf.class);
    Reference reference = field.getAnnotation(Reference.class);
    boolean currency = field.isAnnotationPresent(CurrencyCode.class);
    return new Constraints(
        field.isAnnotationPresent(NotNull.class),
        size == null ? 0 : size.min(),
        size == null || size.max() == Integer.MAX_VALUE ? 0 : size.max(),
        bound(decimalMin == null ? null : decimalMin.value(), min == null ? null : min.value()),
        decimalMin != null && !decimalMin.inclusive(),
        bound(decimalMax == null ? null : decimalMax.value(), max == null ? null : max.value()),
        decimalMax != null && !decimalMax.inclusive(),
        digits == null ? 0 : digits.integer(),
        digits == null ? 0 : digits.fraction(),
        pattern == null ? null : pattern.regexp(),
        currency ? "currency" : null,
        oneOf != null ? List.of(oneOf.value()) : currency ? CurrencyCode.Check.codes() : List.of(),
        reference == null ? null : reference.value());
  }

  /** Whether the field can only hold texts that its column can hold. */
  boolean boundsText() {
    return maxLength > 0 || !oneOf.isEmpty();
  }

  private static @Nullable BigDecimal bound(@Nullable String decimal, @Nullable Long whole) {
    if (decimal != null) {
      return new BigDecimal(decimal);
    }
    return whole == null ? null : BigDecimal.valueOf(whole);
  }
}
