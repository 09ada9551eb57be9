package org.tidebook.sync.api;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.Texts;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;
import org.tidebook.sync.store.RecordQuery;

/** Reads the query parameters of a list of records; each problem names its parameter (A2). */
final class RecordParameters {

  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1_000;

  /** No text field that a list shows is longer; a longer search is no search. */
  static final int LONGEST_SEARCH = 255;

  private final MultivaluedMap<String, String> parameters;

  private RecordParameters(MultivaluedMap<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * @throws HttpProblem {@code bad-request}
   */
  static RecordQuery read(MultivaluedMap<String, String> parameters, EntityType type) {
    RecordParameters reader = new RecordParameters(parameters);
    return new RecordQuery(type, reader.search(), reader.after(), reader.limit());
  }

  private @Nullable String search() {
    String text = parameter("q");
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.length() > LONGEST_SEARCH) {
      throw bad("q", "may have at most " + LONGEST_SEARCH + " characters.");
    }
    if (!Texts.storable(text)) {
      throw bad("q", "has a character that no text has: U+0000 or half a pair.");
    }
    return text;
  }

  private @Nullable String after() {
    String text = parameter("after");
    if (text != null && !Texts.isUuid(text)) {
      throw bad("after", "must be a UUID.");
    }
    return text;
  }

  private int limit() {
    String text = parameter("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw bad("limit", "must be a number.");
    }
    throw bad("limit", "must be from 1 to " + MAX_LIMIT + ".");
  }

  private @Nullable String parameter(String name) {
    List<String> values = parameters.get(name);
    if (values == null || values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      throw bad(name, "may be given once.");
    }
    return values.get(0);
  }

  private static HttpProblem bad(String name, String why) {
    return HttpProblem.of(ProblemType.BAD_REQUEST, "The parameter " + name + " " + why);
  }
}
