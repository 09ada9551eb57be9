package org.tidebook.sync.entity;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The smallest or the largest number that a field may hold.
 *
 * @param exclusive whether the number itself is not allowed
 */
record Bound(BigDecimal number, boolean exclusive) {

  /** Null where there is none. */
  static @Nullable Bound lowerOf(Field field) {
    DecimalMin decimal = field.getAnnotation(DecimalMin.class);
    if (decimal != null) {
      return new Bound(new BigDecimal(decimal.value()), !decimal.inclusive());
    }
    Min whole = field.getAnnotation(Min.class);
    if (whole != null) {
      return new Bound(BigDecimal.valueOf(whole.value()), false);
    }
    return zero(
        field.isAnnotationPresent(Positive.class), field.isAnnotationPresent(PositiveOrZero.class));
  }

  /** Null where there is none. */
  static @Nullable Bound upperOf(Field field) {
    DecimalMax decimal = field.getAnnotation(DecimalMax.class);
    if (decimal != null) {
      return new Bound(new BigDecimal(decimal.value()), !decimal.inclusive());
    }
    Max whole = field.getAnnotation(Max.class);
    if (whole != null) {
      return new Bound(BigDecimal.valueOf(whole.value()), false);
    }
    return zero(
        field.isAnnotationPresent(Negative.class), field.isAnnotationPresent(NegativeOrZero.class));
  }

  private static @Nullable Bound zero(boolean exclusive, boolean inclusive) {
    return exclusive || inclusive ? new Bound(BigDecimal.ZERO, exclusive) : null;
  }
}
