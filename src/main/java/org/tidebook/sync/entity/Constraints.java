package org.tidebook.sync.entity;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations say about one field, as the schema document tells it to clients. The checks
 * themselves are left to Bean Validation, and to {@link RecordMerge} where the registry is needed.
 *
 * @param minLength in UTF-16 units, as {@code maxLength}; 0 is none
 * @param maxLength 0 is none
 * @param min the smallest number
 * @param max the largest number
 * @param integerDigits digits before the point of a decimal, 0 for other types
 * @param fractionDigits digits after the point
 * @param pattern a regular expression that the whole text matches
 * @param format what kind of text it is, such as {@code currency}
 * @param oneOf the words allowed; empty allows all
 * @param references the entity type that a reference points to
 * @param referencesTypeIn the field that holds that type, where the record itself says it
 * @param machineFilled whether no person types the value
 */
record Constraints(
    boolean required,
    int minLength,
    int maxLength,
    @Nullable Bound min,
    @Nullable Bound max,
    int integerDigits,
    int fractionDigits,
    @Nullable String pattern,
    @Nullable String format,
    List<String> oneOf,
    @Nullable String references,
    @Nullable String referencesTypeIn,
    boolean machineFilled) {

  static final String ENTITY_TYPE = "entity_type";
  static final String CONFLICT_STRATEGIES = "conflict_strategies";

  /** The annotations that say what kind of text a field holds, and the schema's words for them. */
  private static final Map<Class<? extends Annotation>, String> FORMATS =
      Map.of(
          CurrencyCode.class, "currency",
          CalendarMonth.class, "month",
          Email.class, "email",
          EntityTypeName.class, ENTITY_TYPE,
          ConflictStrategies.class, CONFLICT_STRATEGIES);

  /** The annotations that say that a field must have a value. */
  private static final List<Class<? extends Annotation>> REQUIRED =
      List.of(NotNull.class, NotEmpty.class, NotBlank.class);

  static Constraints of(Field field) {
    Digits digits = field.getAnnotation(Digits.class);
    Reference reference = field.getAnnotation(Reference.class);
    return new Constraints(
        REQUIRED.stream().anyMatch(field::isAnnotationPresent),
        minLength(field),
        maxLength(field),
        Bound.lowerOf(field),
        Bound.upperOf(field),
        digits == null ? 0 : digits.integer(),
        digits == null ? 0 : digits.fraction(),
        pattern(field),
        format(field),
        oneOf(field),
        reference == null ? null : unlessEmpty(reference.value()),
        reference == null ? null : unlessEmpty(reference.typeIn()),
        field.isAnnotationPresent(MachineFilled.class));
  }

  /** Whether the field can only hold texts that its column can hold. */
  boolean boundsText() {
    return maxLength > 0 || !oneOf.isEmpty();
  }

  /** Whether a reference says what it points to, and says it once. */
  boolean pointsSomewhere() {
    return (references == null) != (referencesTypeIn == null);
  }

  /** Whether the value holds names that only the registry can check. */
  boolean namesTypes() {
    return ENTITY_TYPE.equals(format) || CONFLICT_STRATEGIES.equals(format);
  }

  private static int minLength(Field field) {
    Size size = field.getAnnotation(Size.class);
    if (size != null && size.min() > 0) {
      return size.min();
    }
    boolean filled =
        field.isAnnotationPresent(NotEmpty.class) || field.isAnnotationPresent(NotBlank.class);
    return filled ? 1 : 0;
  }

  private static int maxLength(Field field) {
    Size size = field.getAnnotation(Size.class);
    if (size != null && size.max() < Integer.MAX_VALUE) {
      return size.max();
    }
    if (field.isAnnotationPresent(CalendarMonth.class)) {
      return CalendarMonth.LENGTH;
    }
    return field.isAnnotationPresent(EntityTypeName.class) ? EntityType.LONGEST_NAME : 0;
  }

  private static @Nullable String pattern(Field field) {
    Pattern pattern = field.getAnnotation(Pattern.class);
    if (pattern != null) {
      return pattern.regexp();
    }
    return field.isAnnotationPresent(CalendarMonth.class) ? CalendarMonth.FORM : null;
  }

  private static @Nullable String format(Field field) {
    for (Map.Entry<Class<? extends Annotation>, String> format : FORMATS.entrySet()) {
      if (field.isAnnotationPresent(format.getKey())) {
        return format.getValue();
      }
    }
    return null;
  }

  private static List<String> oneOf(Field field) {
    OneOf oneOf = field.getAnnotation(OneOf.class);
    if (oneOf != null) {
      return List.of(oneOf.value());
    }
    return field.isAnnotationPresent(CurrencyCode.class) ? CurrencyCode.Check.codes() : List.of();
  }

  private static @Nullable String unlessEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
