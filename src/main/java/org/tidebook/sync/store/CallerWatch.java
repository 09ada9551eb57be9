package org.tidebook.sync.store;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/**
 * Whether callers may still hear what they asked for long ago: a stream of events outlives the
 * request that was checked. The application provides it as a bean.
 */
public interface CallerWatch {

  /**
   * What a request is signed in with, as a word that is no secret. A request that cannot be watched
   * has the empty word, which never holds.
   *
   * @param authorization the header of this name
   * @param cookies values by name
   */
  String credential(@Nullable String authorization, Map<String, String> cookies);

  /**
   * Which of these credentials are still good, in a number of statements that does not grow with
   * theirs but in chunks. Asking is no use of a sign-in and does not prolong it.
   *
   * @param now server time
   */
  Set<String> holding(Collection<String> credentials, Stamp now);
}
