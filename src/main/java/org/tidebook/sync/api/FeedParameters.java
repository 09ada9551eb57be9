package org.tidebook.sync.api;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

  /** More in one answer would take long to repeat when it is cut off. */
  static final int MAX_LIMIT = 10_000;

  private final MultivaluedMap<String, String> parameters;
  private final EntityTypes types;

  private FeedParameters(MultivaluedMap<String, String> parameters, EntityTypes types) {
    this.parameters = parameters;
    this.types = types;
  }

  /**
   * @throws HttpProblem {@code bad-request}
   */
  static FeedQuery read(MultivaluedMap<String, String> parameters, EntityTypes types) {
    return new FeedParameters(parameters, types).query();
  }

  private FeedQuery query() {
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
