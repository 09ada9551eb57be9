package org.tidebook.sync.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code conformance/decimal.json} does not say, because only Java has it. */
class DecimalsTest {

  @ParameterizedTest
  @CsvSource({
    "1234.5000, 1234.5",
    "1200, 1200",
    "12E2, 1200",
    "0.0000, 0",
    "-0.0001, -0.0001",
    "1E-4, 0.0001",
    "999999999999999.9999, 999999999999999.9999"
  })
  void aNumberOfTheDatabaseBecomesCanonical(BigDecimal number, String canonical) {
    assertEquals(canonical, Decimals.canonical(number));
    assertEquals(canonical, Decimals.canonical(canonical, 15, 4));
  }
}
