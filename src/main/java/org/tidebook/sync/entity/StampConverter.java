package org.tidebook.sync.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/**
 * Stamps as whole microseconds since 1970 in a BIGINT: exact, ordered and alike on every provider
 * and database. A SQL TIMESTAMP has a trap on each of them.
 */
@Converter(autoApply = true)
public class StampConverter implements AttributeConverter<Stamp, Long> {

  @Override
  public @Nullable Long convertToDatabaseColumn(@Nullable Stamp stamp) {
    return stamp == null ? null : stamp.micros();
  }

  @Override
  public @Nullable Stamp convertToEntityAttribute(@Nullable Long micros) {
    return micros == null ? null : Stamp.ofMicros(micros);
  }
}
