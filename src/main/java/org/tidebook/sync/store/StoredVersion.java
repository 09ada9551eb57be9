package org.tidebook.sync.store;

import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.SyncedEntity;

/** A version of a record, which may be a tombstone. */
public record StoredVersion(EntityType type, SyncedEntity record) {}
