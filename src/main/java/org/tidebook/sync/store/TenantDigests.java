package org.tidebook.sync.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tidebook.sync.domain.Digest;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;

/**
 * What a tenant's live records come to, at one position of its feed (protocol, 4).
 *
 * @param updatedAt the feed position
 * @param digests of every type there is, in the order of the registry
 */
public record TenantDigests(Stamp updatedAt, String feed, Map<EntityType, Digest> digests) {

  public TenantDigests {
    digests = Collections.unmodifiableMap(new LinkedHashMap<>(digests));
  }

  static TenantDigests of(
      Stamp updatedAt, String feed, EntityTypes types, Map<String, Digest> digestsByName) {
    Map<EntityType, Digest> digests = new LinkedHashMap<>();
    for (EntityType type : types.all()) {
      digests.put(type, digestsByName.getOrDefault(type.name(), Digest.NONE));
    }
    return new TenantDigests(updatedAt, feed, digests);
  }
}
