package org.tidebook.sync.api;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/** In what form a page of the feed goes out. */
enum FeedFormat {
  /** One document. */
  JSON(MediaType.APPLICATION_JSON),
  /** A record a line. */
  LINES(FeedFormat.NDJSON);

  static final String NDJSON = "application/x-ndjson";

  private final String mediaType;

  FeedFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  /**
   * The form that a request prefers. Servers read weights differently, so they are not asked. Of
   * two that weigh the same the one that is named comes before the one that a wildcard lets in, and
   * one document before lines.
   *
   * @param accept the header, several joined by commas; null accepts everything
   * @throws HttpProblem {@code not-acceptable} if it accepts neither
   */
  static FeedFormat preferred(@Nullable String accept) {
    List<WeightedName> accepted = WeightedName.list(accept);
    if (accepted.isEmpty()) {
      return JSON;
    }
    FeedFormat preferred = null;
    WeightedName best = null;
    for (FeedFormat format : values()) {
      WeightedName range = format.rangeAmong(accepted);
      if (range != null && range.weight() > 0 && (best == null || isBetter(range, best))) {
        preferred = format;
        best = range;
      }
    }
    if (preferred == null) {
      throw HttpProblem.of(
          ProblemType.NOT_ACCEPTABLE,
          "The feed comes as " + MediaType.APPLICATION_JSON + " or as " + NDJSON + ".");
    }
    return preferred;
  }

  private static boolean isBetter(WeightedName range, WeightedName best) {
    return range.weight() == best.weight()
        ? precision(range) > precision(best)
        : range.weight() > best.weight();
  }

  /** The most precise range that this form is in: its weight is the one that counts. */
  private @Nullable WeightedName rangeAmong(List<WeightedName> accepted) {
    String wildcard = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
    WeightedName found = null;
    for (WeightedName range : accepted) {
      boolean holds = range.is(mediaType) || range.is(wildcard) || range.is(MediaType.WILDCARD);
      if (holds && (found == null || precision(range) > precision(found))) {
        found = range;
      }
    }
    return found;
  }

  private static int precision(WeightedName range) {
    if (range.is(MediaType.WILDCARD)) {
      return 0;
    }
    return range.name().endsWith("/*") ? 1 : 2;
  }
}
