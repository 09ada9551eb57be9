package org.tidebook.sync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.books.Contact;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.Envelope;
import org.tidebook.sync.entity.SyncedEntity;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

class IfMatchTest {

  private static final Stamp ONE = Stamp.parse("2026-11-22T08:30:00.123004Z");
  private static final Stamp TWO = ONE.next();

  @Test
  void withoutTheHeaderNothingIsChecked() {
    IfMatch none = IfMatch.parse(null);
    assertTrue(none.absent());
    assertFalse(none.any() || none.impossible());
    assertNull(none.base(null));
  }

  @Test
  void aStarIsAnyVersion() {
    assertTrue(IfMatch.parse(" * ").any());
    assertFalse(IfMatch.parse("*").impossible());
  }

  @Test
  void aTagIsTheVersionsEditStamp() {
    IfMatch match = IfMatch.parse("\"" + ONE + "\"");
    assertEquals(List.of(ONE), match.versions());
    assertEquals(ONE, match.base(contact(TWO)));
    assertEquals("\"" + ONE + "\"", "\"" + IfMatch.tagOf(contact(ONE)) + "\"");
  }

  @Test
  void ofSeveralTagsTheStoredVersionIsTaken() {
    IfMatch match = IfMatch.parse("\"" + ONE + "\", \"" + TWO + "\"");
    assertEquals(TWO, match.base(contact(TWO)));
    assertEquals(ONE, match.base(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"another-server's\"",
        "W/\"2026-11-22T08:30:00.123004Z\"",
        "\"2026-11-22T08:30:00Z\""
      })
  void whatIsNoStrongTagOfOursMatchesNoVersion(String header) {
    assertTrue(IfMatch.parse(header).impossible());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-11-22T08:30:00.123004Z", "\"open", "*, \"a\"", "w/\"a\""})
  void whatIsNoListOfTagsIsRefused(String header) {
    HttpProblem problem = assertThrows(HttpProblem.class, () -> IfMatch.parse(header));
    assertEquals(ProblemType.BAD_REQUEST, problem.type());
    assertTrue(String.valueOf(problem.detail()).contains("If-Match"));
  }

  private static SyncedEntity contact(Stamp updatedAt) {
    Contact contact = new Contact();
    contact.setEnvelope(new Envelope("tenant", "id", ONE, updatedAt, "user", null, Stamp.EPOCH));
    return contact;
  }
}
