package org.tidebook.sync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonStreamTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip                    | true
          GZIP                    | true
          deflate, gzip, br       | true
          br;q=1.0, gzip ; q=0.5  | true
          gzip;q=0                | false
          gzip;q=0.000            | false
          gzip;q=0, deflate       | false
          gzip;q=0.001            | true
          xgzip, gzipx            | false
          identity                | false
          identity, gzip;q=0.5    | false
          identity;q=0.5, gzip    | true
          gzip, identity          | true
          gzip;level=9;q=0        | false
          *                       | false
          """)
  void gzipIsUsedOnlyWhereItIsAccepted(String header, boolean accepted) {
    assertEquals(accepted, JsonStream.acceptsGzip(header));
  }

  @Test
  void withoutTheHeaderNothingIsCompressed() {
    assertFalse(JsonStream.acceptsGzip(null));
  }
}
