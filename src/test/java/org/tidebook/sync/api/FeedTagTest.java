package org.tidebook.sync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.books.Account;
import org.tidebook.books.Contact;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.store.FeedQuery;
import org.tidebook.sync.store.TenantClock;

class FeedTagTest {

  private static final Stamp SINCE = Stamp.parse("2026-11-22T08:00:00Z");
  private static final Stamp POSITION = Stamp.parse("2026-11-22T08:30:00Z");

  private final List<EntityType> types =
      EntityTypes.among(List.of(Account.class, Contact.class)).all();
  private final String tenant = UUID.randomUUID().toString();
  private final String feed = UUID.randomUUID().toString();
  private final FeedQuery query = new FeedQuery(SINCE, 1_000, types, null, feed);
  private final TenantClock clock = new TenantClock(POSITION, null, feed, true);
  private final String tag = tag(query, clock, FeedFormat.JSON);

  @Test
  void theSamePullOfTheSameFeedHasTheSameWeakTag() {
    assertTrue(tag.matches("W/\"[0-9a-f]{32}\""), tag);
    assertEquals(tag, tag(query, new TenantClock(POSITION, null, feed, true), FeedFormat.JSON));
  }

  @Test
  void whatTheAnswerFollowsFromChangesTheTag() {
    var other = UUID.randomUUID().toString();
    var next = POSITION.next();
    assertNotEquals(tag, FeedTag.of(other, query, clock, FeedFormat.JSON));
    assertNotEquals(tag, tag(query, new TenantClock(POSITION, null, other, true), FeedFormat.JSON));
    assertNotEquals(tag, tag(query, new TenantClock(next, null, feed, true), FeedFormat.JSON));
    assertNotEquals(tag, tag(query, clock, FeedFormat.LINES));
    assertNotEquals(tag, tag(new FeedQuery(next, 1_000, types, null, feed)));
    assertNotEquals(tag, tag(new FeedQuery(SINCE, 999, types, null, feed)));
    assertNotEquals(tag, tag(new FeedQuery(SINCE, 1_000, types.subList(0, 1), null, feed)));
    assertNotEquals(tag, tag(new FeedQuery(SINCE, 1_000, types, next, feed)));
  }

  @Test
  void whatTheAnswerDoesNotFollowFromLeavesTheTag() {
    assertEquals(tag, tag(new FeedQuery(SINCE, 1_000, types, null, null)));
    assertEquals(tag, tag(query, new TenantClock(POSITION, SINCE, feed, true), FeedFormat.JSON));
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"%s\"", "\"%s\"", "\"a,b\", W/\"%s\"", "W/\"%s\",\"x\"", "*", " * "})
  void theCallerHasWhatItNames(String header) {
    assertTrue(FeedTag.isIn(header.formatted(opaque()), tag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"x\"", "W/\"\"", "%s", "\"*\"", "\"x%s\"", "\"x\", \"y\""})
  void theCallerHasNotWhatItDoesNotName(String header) {
    assertFalse(FeedTag.isIn(header.formatted(opaque()), tag));
  }

  @Test
  void withoutTheHeaderTheCallerHasNothing() {
    assertFalse(FeedTag.isIn(null, tag));
  }

  /** What is between the quotes. */
  private String opaque() {
    return tag.substring(3, tag.length() - 1);
  }

  private String tag(FeedQuery asked) {
    return tag(asked, clock, FeedFormat.JSON);
  }

  private String tag(FeedQuery asked, TenantClock at, FeedFormat format) {
    return FeedTag.of(tenant, asked, at, format);
  }
}
