package org.tidebook.sync.store;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Many ids as one parameter, for {@code select … from} {@link #TABLE} {@code join … on … =
 * wanted.id}. However many they are, it is one statement that stays prepared, and each id is looked
 * up in the index. (For {@code in (?, …)} after the tenant, H2 reads all rows of the tenant.)
 */
final class WantedIds {

  static final String TABLE = "unnest(cast(? as varchar(36) array)) as wanted (id)";

  private WantedIds() {}

  static void set(PreparedStatement statement, int parameter, Collection<String> ids)
      throws SQLException {
    Array array = statement.getConnection().createArrayOf("varchar", ids.toArray());
    statement.setArray(parameter, array);
  }
}
