package org.tidebook.sync.store;

import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.EntityType;

/**
 * What is asked of the records of one type that are not deleted (protocol, 5.2).
 *
 * @param search a plain text that one of the text fields must contain, without case; null for all
 * @param after the id after which the answer begins; null for the beginning
 * @param limit the most records in the answer
 */
public record RecordQuery(
    EntityType type, @Nullable String search, @Nullable String after, int limit) {}
