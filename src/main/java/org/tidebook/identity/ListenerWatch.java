package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.CallerWatch;

/** Watches the sign-ins of those who listen. A credential is the hash of its token (D2). */
@ApplicationScoped
public class ListenerWatch implements CallerWatch {

  private static final String SIGN_IN = "sign-in ";

  /** More in one list is more than some databases take. */
  private static final int CHUNK = 1_000;

  @Inject private SignIns signIns;

  @SuppressWarnings("NullAway.Init") // The container injects the field.
  public ListenerWatch() {}

  @Override
  public String credential(@Nullable String authorization, Map<String, String> cookies) {
    String token = cookies.get(SessionCookie.NAME);
    return token == null || token.isEmpty() ? "" : SIGN_IN + new SessionToken(token).hash();
  }

  @Override
  public Set<String> holding(Collection<String> credentials, Stamp now) {
    List<String> hashes =
        credentials.stream()
            .filter(credential -> credential.startsWith(SIGN_IN))
            .map(credential -> credential.substring(SIGN_IN.length()))
            .toList();
    Set<String> holding = new HashSet<>();
    for (int from = 0; from < hashes.size(); from += CHUNK) {
      List<String> chunk = hashes.subList(from, Math.min(from + CHUNK, hashes.size()));
      signIns.holding(chunk, now).forEach(hash -> holding.add(SIGN_IN + hash));
    }
    return holding;
  }
}
