package org.tidebook.sync.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.tidebook.sync.domain.Stamp;

/** Reads how far feeds have come. */
@ApplicationScoped
public class FeedPositions {

  private static final String READ =
      "select tenant_id, changed_at, feed from "
          + WantedIds.TABLE
          + " join tenant_clock on tenant_id = wanted.id";

  @Inject private SyncDatabase database;
  @Inject private TenantOpening opening;

  /**
   * The position of one tenant, whose feed is begun if it has none.
   *
   * @param now server time
   * @throws DatabaseFailure if the database fails
   */
  public FeedPosition of(String tenantId, Stamp now) {
    TenantClocks clocks = new TenantClocks(opening::open);
    TenantClock clock =
        clocks.opened(
            tenantId,
            now,
            () -> database.use(connection -> TenantClocks.read(connection, tenantId)));
    return new FeedPosition(tenantId, clock.changedAt(), clock.feed());
  }

  /**
   * The positions of many tenants in one statement, however many they are. It hands nothing of one
   * tenant to another: each position names whose it is.
   *
   * @throws DatabaseFailure if the database fails
   */
  public List<FeedPosition> of(Collection<String> tenantIds) {
    return database.use(
        connection -> {
          List<FeedPosition> positions = new ArrayList<>();
          try (PreparedStatement query = connection.prepareStatement(READ)) {
            WantedIds.set(query, 1, tenantIds);
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                positions.add(
                    new FeedPosition(
                        row.getString(1), Stamp.ofMicros(row.getLong(2)), row.getString(3)));
              }
            }
          }
          return positions;
        });
  }
}
