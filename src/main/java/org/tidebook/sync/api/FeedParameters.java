package org.tidebook.sync.api;

import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.entity.Texts;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;
import org.tidebook.sync.store.FeedQuery;

/** Reads the query parameters of a pull; each problem names its parameter (A2). */
final class FeedParameters {

  static final int DEFAULT_LIMIT = 1_000;

  /** More in one document would take long to repeat when it is cut off. */
  static final int MAX_LIMIT = 10_000;

  /** More lines than any tenant has records: a larger limit asks for the same, which is all. */
  static final int ALL_LINES = 1_000_000_000;

  private static final List<String> NAMES = List.of("since", "limit", "types", "initial", "feed");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private final MultivaluedMap<String, String> parameters;
  private final EntityTypes types;
  private final FeedFormat format;

  private FeedParameters(
      MultivaluedMap<String, String> parameters, EntityTypes types, FeedFormat format) {
    this.parameters = parameters;
    this.types = types;
    this.format = format;
  }

  /**
   * @param format in which the answer goes out: lines may be as many as the caller likes
   * @throws HttpProblem {@code bad-request}
   */
  static FeedQuery read(
      MultivaluedMap<String, String> parameters, EntityTypes types, FeedFormat format) {
    return new FeedParameters(parameters, types, format).query();
  }

  private FeedQuery query() {
    for (String name : parameters.keySet()) {
      if (!NAMES.contains(name)) {
        // A misspelt "since" would else be an initial pull, and a misspelt "types" all types.
        throw HttpProblem.of(
            ProblemType.BAD_REQUEST,
            "There is no such parameter; there are " + String.join(", ", NAMES) + ".");
      }
    }
    Stamp since = stamp("since");
    return new FeedQuery(
        since == null ? Stamp.EPOCH : since, limit(), chosenTypes(), stamp("initial"), feed());
  }

  private @Nullable Stamp stamp(String name) {
    String text = parameter(name);
    if (text == null) {
      return null;
    }
    try {
      return Stamp.parse(text);
    } catch (IllegalArgumentException e) {
      throw bad(name, "must be a date and time of ISO 8601 with an offset, from 1970 on.");
    }
  }

  private int limit() {
    String text = parameter("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (!DIGITS.matcher(text).matches()) {
      throw bad("limit", "must be a whole number from 1 on.");
    }
    BigInteger limit = new BigInteger(text);
    if (limit.signum() == 0) {
      throw bad("limit", "must be 1 or more.");
    }
    if (format == FeedFormat.LINES) {
      return limit.min(BigInteger.valueOf(ALL_LINES)).intValueExact();
    }
    if (limit.compareTo(BigInteger.valueOf(MAX_LIMIT)) > 0) {
      throw bad(
          "limit",
          "must be at most %d, but with Accept: %s.".formatted(MAX_LIMIT, FeedFormat.NDJSON));
    }
    return limit.intValueExact();
  }

  private List<EntityType> chosenTypes() {
    String text = parameter("types");
    if (text == null) {
      return types.all();
    }
    Set<EntityType> chosen = new LinkedHashSet<>();
    for (String name : text.split(",", -1)) {
      EntityType type = types.named(name.strip());
      if (type == null) {
        throw bad("types", "names an entity type that there is not.");
      }
      chosen.add(type);
    }
    return new ArrayList<>(chosen);
  }

  private @Nullable String feed() {
    String text = parameter("feed");
    if (text != null && !Texts.isUuid(text)) {
      throw bad("feed", "must be a UUID.");
    }
    return text;
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
