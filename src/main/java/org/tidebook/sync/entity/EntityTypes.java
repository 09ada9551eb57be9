package org.tidebook.sync.entity;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registry of entity types, by name in alphabetical order. Immutable. */
public final class EntityTypes {

  private final Map<String, EntityType> typesByName = new LinkedHashMap<>();

  private EntityTypes(Collection<EntityType> types) {
    types.stream()
        .sorted(Comparator.comparing(EntityType::name))
        .forEach(
            type -> {
              EntityType known = type.within(Collections.unmodifiableMap(typesByName));
              if (typesByName.put(type.name(), known) != null) {
                throw new IllegalArgumentException("Two classes have the table " + type + ".");
              }
            });
  }

  /**
   * Picks the synced entities among the classes of a persistence unit and reads them.
   *
   * @throws IllegalArgumentException with a sentence for the developer if one of them cannot sync
   */
  public static EntityTypes among(Collection<Class<?>> managedClasses) {
    return new EntityTypes(
        managedClasses.stream()
            .filter(SyncedEntity.class::isAssignableFrom)
            .map(found -> EntityType.of(found.asSubclass(SyncedEntity.class)))
            .toList());
  }

  public List<EntityType> all() {
    return List.copyOf(typesByName.values());
  }

  /** Null where there is no such type. */
  public @Nullable EntityType named(String name) {
    return typesByName.get(name);
  }

  /** The type whose records have this path in addresses; null where there is none. */
  public @Nullable EntityType atPath(String path) {
    // A path has no underscore, so the two names of a type stand for each other.
    return path.indexOf('_') >= 0 ? null : named(path.replace('-', '_'));
  }
}
