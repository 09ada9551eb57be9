package org.tidebook.sync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

class FeedFormatTest {

  @Test
  void whoSaysNothingGetsOneDocument() {
    assertEquals(FeedFormat.JSON, FeedFormat.preferred(null));
    assertEquals(FeedFormat.JSON, FeedFormat.preferred(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */*                                                       | JSON
          application/*                                             | JSON
          application/json                                          | JSON
          APPLICATION/JSON; charset=utf-8                           | JSON
          text/html, application/xhtml+xml, */*;q=0.8               | JSON
          application/x-ndjson                                      | LINES
          Application/X-NDJSON                                      | LINES
          application/x-ndjson, */*                                 | LINES
          application/x-ndjson;q=0.9, */*;q=0.1                     | LINES
          application/x-ndjson, application/json;q=0.9              | LINES
          application/json;q=0.8, application/x-ndjson;q=0.9        | LINES
          application/json ; q=0.9 , application/x-ndjson ; q = 0.8 | JSON
          application/json, application/x-ndjson                    | JSON
          application/json;q=0, */*                                 | LINES
          application/json;q=0.000, application/*;q=0.001           | LINES
          application/x-ndjson;q=0, */*                             | JSON
          application/problem+json, application/x-ndjson            | LINES
          application/json;q=often                                  | JSON
          """)
  void theFormThatWeighsMostIsTaken(String accept, FeedFormat format) {
    assertEquals(format, FeedFormat.preferred(accept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "application/json;q=0",
        "*/*;q=0",
        "application/*;q=0, text/*",
        "application/json;q=0.0, application/x-ndjson;q=0, */*"
      })
  void whoAcceptsNeitherIsToldWhatThereIs(String accept) {
    var problem = assertThrows(HttpProblem.class, () -> FeedFormat.preferred(accept));
    assertEquals(ProblemType.NOT_ACCEPTABLE, problem.type());
    assertEquals(
        "The feed comes as application/json or as application/x-ndjson.", problem.detail());
  }
}
