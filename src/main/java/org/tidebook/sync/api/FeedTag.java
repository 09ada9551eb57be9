package org.tidebook.sync.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.store.FeedQuery;
import org.tidebook.sync.store.TenantClock;

/**
 * The weak {@code ETag} of a pull. It names all that the answer follows from, the feed position
 * above all, and nothing of the answer itself: so it is known before a record is read. A push moves
 * the position, and a purge takes only what no valid checkpoint asks for.
 */
final class FeedTag {

  private static final Pattern TAG = Pattern.compile("\"[^\"]*\"");
  private static final int HASH_BYTES = 16;

  private FeedTag() {}

  /** The value of the header. */
  static String of(String tenantId, FeedQuery query, TenantClock clock, FeedFormat format) {
    Stamp initial = query.initial();
    String all =
        String.join(
            "\n",
            tenantId,
            clock.feed(),
            clock.changedAt().toString(),
            query.since().toString(),
            initial == null ? "" : initial.toString(),
            Integer.toString(query.limit()),
            query.types().stream().map(EntityType::name).collect(Collectors.joining(",")),
            format.mediaType());
    return "W/\"" + hash(all) + "\"";
  }

  /**
   * Whether the caller has what the tag names (RFC 9110, 13.1.2): weak and strong tags compare
   * alike, and {@code *} stands for every one.
   *
   * @param ifNoneMatch the header, several joined by commas
   */
  static boolean isIn(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    if (ifNoneMatch.strip().equals("*")) {
      return true;
    }
    Matcher tags = TAG.matcher(ifNoneMatch);
    while (tags.find()) {
      if (tag.endsWith(tags.group())) {
        return true;
      }
    }
    return false;
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
