package org.tidebook.sync.store;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityField;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.Envelope;
import org.tidebook.sync.entity.SyncedEntity;

/**
 * The columns of one entity type, in one order for reading and writing. The key comes last, so that
 * an insert and an update take the same parameters.
 */
final class RecordColumns {

  private static final List<String> ENVELOPE =
      List.of("created_at", "updated_at", "updated_by", "deleted_at", "changed_at");
  private static final List<String> KEY = List.of("tenant_id", "id");

  private final EntityType type;
  private final List<String> names = new ArrayList<>(ENVELOPE);

  RecordColumns(EntityType type) {
    this.type = type;
    type.fields().forEach(field -> names.add(field.column()));
    names.addAll(KEY);
  }

  /** All names with a prefix, separated by commas. */
  String names(String prefix) {
    return names.stream().map(name -> prefix + name).collect(Collectors.joining(", "));
  }

  /** {@code ?, ?, …}. */
  String placeholders() {
    return "?" + ", ?".repeat(names.size() - 1);
  }

  /** {@code a = ?, b = ?, …} for all but the key. */
  String assignments() {
    return names.stream()
        .limit(names.size() - KEY.size())
        .map(name -> name + " = ?")
        .collect(Collectors.joining(", "));
  }

  SyncedEntity read(ResultSet row) throws SQLException {
    SyncedEntity record = type.newRecord();
    int column = ENVELOPE.size();
    for (EntityField field : type.fields()) {
      column++;
      field.set(record, read(row, column, field));
    }
    record.setEnvelope(
        new Envelope(
            row.getString(column + 1),
            row.getString(column + 2),
            Stamp.ofMicros(row.getLong(1)),
            Stamp.ofMicros(row.getLong(2)),
            row.getString(3),
            stamp(row, 4),
            Stamp.ofMicros(row.getLong(5))));
    return record;
  }

  /** Sets all parameters of an insert or an update. */
  void set(PreparedStatement statement, SyncedEntity record) throws SQLException {
    Envelope envelope = record.envelope();
    Stamp deletedAt = envelope.deletedAt();
    statement.setLong(1, envelope.createdAt().micros());
    statement.setLong(2, envelope.updatedAt().micros());
    statement.setString(3, envelope.updatedBy());
    if (deletedAt == null) {
      statement.setNull(4, Types.BIGINT);
    } else {
      statement.setLong(4, deletedAt.micros());
    }
    statement.setLong(5, envelope.changedAt().micros());
    int parameter = ENVELOPE.size();
    for (EntityField field : type.fields()) {
      parameter++;
      set(statement, parameter, field, field.get(record));
    }
    statement.setString(parameter + 1, envelope.tenantId());
    statement.setString(parameter + 2, envelope.id());
  }

  private static @Nullable Object read(ResultSet row, int column, EntityField field)
      throws SQLException {
    return switch (field.type()) {
      case TEXT, REFERENCE -> row.getString(column);
      case DECIMAL -> row.getBigDecimal(column);
      case DATE -> {
        String text = row.getString(column);
        yield text == null ? null : LocalDate.parse(text);
      }
      case INTEGER -> {
        long value = row.getLong(column);
        yield row.wasNull() ? null : field.whole(value);
      }
      case BOOLEAN -> {
        boolean value = row.getBoolean(column);
        yield row.wasNull() ? null : value;
      }
    };
  }

  private static void set(
      PreparedStatement statement, int parameter, EntityField field, @Nullable Object value)
      throws SQLException {
    switch (field.type()) {
      case TEXT, REFERENCE -> statement.setString(parameter, (String) value);
      case DATE -> statement.setString(parameter, value == null ? null : value.toString());
      case DECIMAL -> statement.setBigDecimal(parameter, (BigDecimal) value);
      case INTEGER -> {
        if (value == null) {
          statement.setNull(parameter, Types.BIGINT);
        } else {
          statement.setLong(parameter, ((Number) value).longValue());
        }
      }
      case BOOLEAN -> {
        if (value == null) {
          statement.setNull(parameter, Types.BOOLEAN);
        } else {
          statement.setBoolean(parameter, (Boolean) value);
        }
      }
    }
  }

  private static @Nullable Stamp stamp(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Stamp.ofMicros(micros);
  }
}
