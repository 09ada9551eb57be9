package org.tidebook.sync.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;

/** The table of each entity type. */
@ApplicationScoped
public class RecordTables {

  private final Map<EntityType, RecordTable> tablesByType = new HashMap<>();

  public RecordTables() {}

  @Inject
  RecordTables(EntityTypes types) {
    types.all().forEach(type -> tablesByType.put(type, new RecordTable(type)));
  }

  public RecordTable of(EntityType type) {
    return Objects.requireNonNull(tablesByType.get(type), "The type is in the registry.");
  }
}
