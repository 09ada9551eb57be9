package org.tidebook.sync.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.SyncedEntity;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/**
 * The header {@code If-Match}: which versions of a record a write may meet.
 *
 * @param text as sent; null where there is none
 * @param any whether it is {@code *}, any version that is not deleted
 * @param versions the edit stamps in its tags; a tag that no record ever has is left out
 */
record IfMatch(@Nullable String text, boolean any, List<Stamp> versions) {

  private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E]*)\"");
  private static final Pattern BETWEEN = Pattern.compile("[\\s,]*");

  /**
   * @throws HttpProblem {@code bad-request} if it is no list of entity tags
   */
  static IfMatch parse(@Nullable String header) {
    if (header == null) {
      return new IfMatch(null, false, List.of());
    }
    if (header.strip().equals("*")) {
      return new IfMatch(header, true, List.of());
    }
    String rest = TAG.matcher(header).replaceAll("");
    if (rest.equals(header) || !BETWEEN.matcher(rest).matches()) {
      throw HttpProblem.of(
          ProblemType.BAD_REQUEST, "The header If-Match must be * or entity tags in quotes.");
    }
    return new IfMatch(header, false, stampsIn(header));
  }

  /** The strong tag of a version: its edit stamp, since no two versions of a record share one. */
  static String tagOf(SyncedEntity record) {
    return record.envelope().updatedAt().toString();
  }

  boolean absent() {
    return text == null;
  }

  /** Whether no version at all can match. */
  boolean impossible() {
    return text != null && !any && versions.isEmpty();
  }

  /** Which of several versions to hold the write to: the stored one, if it is among them. */
  @Nullable Stamp base(@Nullable SyncedEntity stored) {
    if (versions.isEmpty()) {
      return null;
    }
    return stored != null && versions.contains(stored.envelope().updatedAt())
        ? stored.envelope().updatedAt()
        : versions.get(0);
  }

  /** Weak tags never match here (RFC 9110, 13.1.1), and only the form that is sent is a tag. */
  private static List<Stamp> stampsIn(String header) {
    List<Stamp> stamps = new ArrayList<>();
    Matcher tags = TAG.matcher(header);
    while (tags.find()) {
      Stamp stamp = tags.group(1) == null ? stampOf(tags.group(2)) : null;
      if (stamp != null) {
        stamps.add(stamp);
      }
    }
    return List.copyOf(stamps);
  }

  private static @Nullable Stamp stampOf(String tag) {
    try {
      Stamp stamp = Stamp.parse(tag);
      return stamp.toString().equals(tag) ? stamp : null;
    } catch (IllegalArgumentException e) {
      return null; // the tag of something else: it matches no version
    }
  }
}
