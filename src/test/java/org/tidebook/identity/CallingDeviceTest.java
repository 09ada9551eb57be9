package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

class CallingDeviceTest {

  private static final String ID = "7f8d0c1a-0000-4000-8000-00000000000A";

  @Test
  void withoutTheHeaderThereIsNoDevice() {
    assertNull(CallingDevice.of(null, "curl"));
  }

  @Test
  void capitalAndSmallLettersAreTheSameDevice() {
    assertEquals(
        CallingDevice.of(ID, "curl"),
        CallingDevice.of(" " + ID.toLowerCase(Locale.ROOT) + " ", "curl"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "phone", "7f8d0c1a", "7f8d0c1a-0000-4000-8000-00000000000g"})
  void whatIsNoUuidIsABadRequestThatNamesTheHeader(String id) {
    HttpProblem problem = assertThrows(HttpProblem.class, () -> CallingDevice.of(id, null));

    assertEquals(ProblemType.BAD_REQUEST, problem.type());
    assertTrue(String.valueOf(problem.detail()).contains("Tidebook-Device"), problem.toString());
  }

  @Test
  void theProgramsNameIsCutToWhatCanBeStored() {
    String agent = "Tide\u0000pool \u00e9 " + "x".repeat(300);

    assertEquals(
        new CallingDevice(ID.toLowerCase(Locale.ROOT), "Tidepool  " + "x".repeat(245)),
        CallingDevice.of(ID, agent));
    assertEquals(new CallingDevice(ID.toLowerCase(Locale.ROOT), ""), CallingDevice.of(ID, null));
  }
}
