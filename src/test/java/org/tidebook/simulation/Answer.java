package org.tidebook.simulation;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/** What a server answers. */
sealed interface Answer {

  /** A change stamp on the wire is never the record's own; here it is only compared. */
  record Pulled(Ref ref, JsonObject record) {}

  /** A page of the feed. */
  record Page(
      List<Pulled> records, Stamp updatedAt, boolean hasMore, @Nullable Stamp initial, String feed)
      implements Answer {}

  /** What became of one change. */
  record Result(
      String status, @Nullable Stamp updatedAt, @Nullable JsonObject entity, List<String> fields) {}

  /** What became of a push. */
  record Pushed(List<Result> results, Stamp previous, Stamp updatedAt, String feed)
      implements Answer {}

  /** 410. */
  record Resync() implements Answer {}

  /** 400: a group was split. */
  record SplitGroup() implements Answer {}

  /** Nobody was there. */
  record Unreachable() implements Answer {}
}
