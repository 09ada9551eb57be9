package org.tidebook.sync.store;

/**
 * A CDI event: a page of the feed went out whole. For those who count.
 *
 * @param records how many were in it
 */
public record PullSize(long records) {}
