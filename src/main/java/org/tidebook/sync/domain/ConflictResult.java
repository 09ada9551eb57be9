package org.tidebook.sync.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which version stands.
 *
 * <p>Twin of {@code ConflictResult} in {@code webapp-client/src/sync/domain/conflict.ts}.
 *
 * @param merged the whole merged record; present exactly when {@code use} is {@code MERGED}
 * @param needsManualReview whether a person has to look at it; what {@code use} says holds until
 *     then
 * @param disputedFields names of the fields that a person has to decide on
 */
public record ConflictResult(
    Use use,
    @Nullable Map<String, @Nullable Object> merged,
    boolean needsManualReview,
    List<String> disputedFields) {

  /** The version that stands: the device's, the server's, or a new one made of both. */
  public enum Use {
    LOCAL,
    REMOTE,
    MERGED;

    /** The word used in the protocol. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ConflictResult {
    if ((use == Use.MERGED) != (merged != null)) {
      throw new IllegalArgumentException("A merged result, and no other, carries the record.");
    }
    if (!needsManualReview && !disputedFields.isEmpty()) {
      throw new IllegalArgumentException("Fields in dispute need a person to decide on them.");
    }
    // Not Map.copyOf: an empty field is null.
    merged = merged == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(merged));
    disputedFields = List.copyOf(disputedFields);
  }

  /** The device's version stands. */
  public static ConflictResult local() {
    return new ConflictResult(Use.LOCAL, null, false, List.of());
  }

  /** The server's version stands. */
  public static ConflictResult remote() {
    return new ConflictResult(Use.REMOTE, null, false, List.of());
  }

  /** A new version stands, made of both. */
  public static ConflictResult merged(Map<String, @Nullable Object> merged) {
    return new ConflictResult(Use.MERGED, merged, false, List.of());
  }
}
