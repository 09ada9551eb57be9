package org.tidebook.sync.store;

import org.tidebook.sync.entity.EntityType;

/** One record of the tenant at work. */
record RecordRef(EntityType type, String id) {}
