package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.domain.Stamp;

class FeedNoticeTest {

  @Test
  void whatIsWrittenIsRead() {
    FeedPosition position = new FeedPosition("tenant", Stamp.parse("2026-11-22T08:30:00Z"), "feed");

    assertEquals(position, FeedNotice.read(FeedNotice.write(position)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "a b", "a b c", "a b -1", "a b 1 d"})
  void whatOthersSayOnTheChannelIsPassedOver(String notice) {
    assertNull(FeedNotice.read(notice));
  }
}
