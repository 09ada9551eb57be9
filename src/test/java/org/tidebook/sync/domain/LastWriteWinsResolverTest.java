package org.tidebook.sync.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LastWriteWinsResolverTest {

  @Test
  void isChosenByTheNameInTheProtocol() {
    assertEquals("last_write_wins", new LastWriteWinsResolver().strategy());
  }
}
