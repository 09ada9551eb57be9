package org.tidebook.sync.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two versions of one record. Local is always the device's, remote the server's, also where the
 * server asks. The maps hold wire values by wire names; they are taken as they are and never
 * changed.
 *
 * <p>Twin of {@code ConflictContext} in {@code webapp-client/src/sync/domain/conflict.ts}.
 *
 * @param local null where the device deleted the record
 * @param remote null where the server has no such record, or deleted it
 * @param base the version that the local edit started from, where it is known
 * @param remoteStamp null where the server never had the record; a deletion has a stamp
 */
public record ConflictContext(
    String entityType,
    String entityId,
    @Nullable Map<String, @Nullable Object> local,
    @Nullable Map<String, @Nullable Object> remote,
    @Nullable Map<String, @Nullable Object> base,
    Stamp localStamp,
    @Nullable Stamp remoteStamp) {}
