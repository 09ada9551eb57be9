package org.tidebook.sync.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Ids for {@code in (?, …)}, in parts of at most 1,000, because some databases allow no more.
 *
 * <p>The parts are filled up to one of a few lengths by repeating their last id, so that databases
 * and drivers meet few different statements and can keep them prepared.
 */
final class InList {

  private static final int[] LENGTHS = {1, 10, 100, 1_000};

  private final List<String> ids;
  private final int length;

  private InList(List<String> ids) {
    this.ids = ids;
    this.length = lengthFor(ids.size());
  }

  static List<InList> of(Collection<String> ids) {
    List<String> all = List.copyOf(ids);
    List<InList> parts = new ArrayList<>();
    int longest = LENGTHS[LENGTHS.length - 1];
    for (int from = 0; from < all.size(); from += longest) {
      parts.add(new InList(all.subList(from, Math.min(all.size(), from + longest))));
    }
    return parts;
  }

  /** {@code (?, ?, …)}. */
  String placeholders() {
    return "(?" + ", ?".repeat(length - 1) + ")";
  }

  /** Sets the placeholders, the first of which is parameter {@code first}. */
  void set(PreparedStatement statement, int first) throws SQLException {
    for (int i = 0; i < length; i++) {
      statement.setString(first + i, ids.get(Math.min(i, ids.size() - 1)));
    }
  }

  private static int lengthFor(int size) {
    for (int length : LENGTHS) {
      if (size <= length) {
        return length;
      }
    }
    throw new IllegalArgumentException("A part has at most 1,000 ids.");
  }
}
