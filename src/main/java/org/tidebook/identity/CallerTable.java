package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.SyncDatabase;

/**
 * Who a secret stands for, asked by every request. Plain JDBC without a transaction, so that one
 * statement is one round trip to the database: a query of JPA in a transaction was a seventh of the
 * server's time under the load of {@code bench/server}.
 */
@ApplicationScoped
public class CallerTable {

  /** Noting every request would turn every read into a write. */
  private static final Duration NOTED_EVERY = Duration.ofMinutes(5);

  private static final String SELECT = "select u.id, u.name, u.email, u.role, t.id, t.name, ";
  private static final String FROM_USER =
      " join app_user u on u.id = held.user_id join tenant t on t.id = u.tenant_id"
          + " where held.token_hash = ? and u.removed_at is null";
  private static final String BY_SESSION =
      SELECT
          + "held.last_seen_at, held.lifetime from sign_in held"
          + FROM_USER
          + " and held.expires_at > ?";
  private static final String BY_TOKEN =
      SELECT + "coalesce(held.last_used_at, 0), 0 from access_token held" + FROM_USER;
  private static final String NOTE_SESSION =
      "update sign_in set last_seen_at = ?, expires_at = ? where token_hash = ?";
  private static final String NOTE_TOKEN =
      "update access_token set last_used_at = ? where token_hash = ?";

  private SyncDatabase database;

  @SuppressWarnings("NullAway.Init") // For the container's proxy alone.
  protected CallerTable() {}

  @Inject
  public CallerTable(SyncDatabase database) {
    this.database = database;
  }

  /**
   * Who is signed in with this token; the lifetime of the sign-in begins anew.
   *
   * @return null if the sign-in is unknown, ended or expired
   * @throws org.tidebook.sync.store.DatabaseFailure if the database fails
   */
  @Nullable SignedIn find(SessionToken token, Stamp now) {
    SignedIn found = find(BY_SESSION, token.hash(), now.micros());
    if (found != null && isDueForNoting(found, now)) {
      note(NOTE_SESSION, token.hash(), now.micros(), now.micros() + found.lifetimeMicros());
    }
    return found;
  }

  /**
   * Who this access token stands for.
   *
   * @return null if it is unknown or revoked
   * @throws org.tidebook.sync.store.DatabaseFailure if the database fails
   */
  @Nullable SignedIn find(BearerToken token, Stamp now) {
    SignedIn found = find(BY_TOKEN, token.hash());
    if (found != null && isDueForNoting(found, now)) {
      note(NOTE_TOKEN, token.hash(), now.micros());
    }
    return found;
  }

  static boolean isDueForNoting(SignedIn signedIn, Stamp now) {
    return now.isAfter(Stamp.ofMicros(signedIn.lastSeenAtMicros()).plus(NOTED_EVERY));
  }

  private @Nullable SignedIn find(String sql, String hash, long... further) {
    Optional<SignedIn> found =
        database.use(
            connection -> {
              try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, hash);
                setAll(select, 2, further);
                try (ResultSet row = select.executeQuery()) {
                  return row.next() ? Optional.of(read(row)) : Optional.empty();
                }
              }
            });
    return found.orElse(null);
  }

  private static SignedIn read(ResultSet row) throws SQLException {
    return new SignedIn(
        text(row, 1),
        text(row, 2),
        text(row, 3),
        text(row, 4),
        text(row, 5),
        text(row, 6),
        row.getLong(7),
        row.getLong(8));
  }

  /** Sets the columns of one row. A row that is gone by now is nothing to worry about. */
  private void note(String sql, String hash, long... values) {
    database.write(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            setAll(update, 1, values);
            update.setString(1 + values.length, hash);
            return update.executeUpdate();
          }
        });
  }

  private static void setAll(PreparedStatement statement, int first, long... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setLong(first + i, values[i]);
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
