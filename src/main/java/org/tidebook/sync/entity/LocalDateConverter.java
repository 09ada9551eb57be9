package org.tidebook.sync.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Dates as {@code YYYY-MM-DD} text: a day has no time zone, and a SQL DATE may acquire one. */
@Converter(autoApply = true)
public class LocalDateConverter implements AttributeConverter<LocalDate, String> {

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable LocalDate date) {
    return date == null ? null : date.toString();
  }

  @Override
  public @Nullable LocalDate convertToEntityAttribute(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
