package org.tidebook.sync.entity;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of value that a field can hold. */
public enum FieldType {
  TEXT,
  INTEGER,
  DECIMAL,
  BOOLEAN,
  DATE,
  REFERENCE;

  /** The word for it in the schema document. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of a field of the given Java class; null if such a field cannot sync. */
  static @Nullable FieldType of(Class<?> javaType, boolean reference) {
    if (reference) {
      return javaType == String.class ? REFERENCE : null;
    }
    if (javaType == String.class) {
      return TEXT;
    }
    if (javaType == Integer.class || javaType == Long.class) {
      return INTEGER;
    }
    if (javaType == BigDecimal.class) {
      return DECIMAL;
    }
    if (javaType == Boolean.class) {
      return BOOLEAN;
    }
    return javaType == LocalDate.class ? DATE : null;
  }
}
