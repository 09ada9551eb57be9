package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.CallerWatch;

/** Watches the sign-ins and access tokens of those who listen, by their hashes (D2). */
@ApplicationScoped
public class ListenerWatch implements CallerWatch {

  private static final String SIGN_IN = "sign-in ";
  private static final String ACCESS_TOKEN = "access-token ";

  /** More in one list is more than some databases take. */
  private static final int CHUNK = 1_000;

  @Inject private SignIns signIns;
  @Inject private AccessTokens tokens;

  @SuppressWarnings("NullAway.Init") // The container injects the fields.
  public ListenerWatch() {}

  /** As in {@link AuthenticationFilter}, the token decides where both come. */
  @Override
  public String credential(@Nullable String authorization, Map<String, String> cookies) {
    BearerToken bearer = BearerToken.of(authorization);
    if (bearer != null) {
      return ACCESS_TOKEN + bearer.hash();
    }
    String token = cookies.get(SessionCookie.NAME);
    return token == null || token.isEmpty() ? "" : SIGN_IN + new SessionToken(token).hash();
  }

  @Override
  public Set<String> holding(Collection<String> credentials, Stamp now) {
    Set<String> holding = new HashSet<>();
    collect(credentials, SIGN_IN, hashes -> signIns.holding(hashes, now), holding);
    collect(credentials, ACCESS_TOKEN, tokens::holding, holding);
    return holding;
  }

  private static void collect(
      Collection<String> credentials,
      String kind,
      Function<List<String>, List<String>> ask,
      Set<String> holding) {
    List<String> hashes =
        credentials.stream()
            .filter(credential -> credential.startsWith(kind))
            .map(credential -> credential.substring(kind.length()))
            .toList();
    for (int from = 0; from < hashes.size(); from += CHUNK) {
      List<String> chunk = hashes.subList(from, Math.min(from + CHUNK, hashes.size()));
      ask.apply(chunk).forEach(hash -> holding.add(kind + hash));
    }
  }
}
