package org.tidebook.sync.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.metamodel.Type;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the entity types out of the persistence unit when the application starts (E1, E2). */
@ApplicationScoped
public class EntityTypesAtStart {

  private static final Logger LOG = System.getLogger(EntityTypesAtStart.class.getName());

  @PersistenceUnit private @Nullable EntityManagerFactory persistence;

  @Produces
  @Singleton
  EntityTypes entityTypes() {
    EntityManagerFactory unit =
        Objects.requireNonNull(persistence, "The server gave no persistence unit.");
    List<Class<?>> classes =
        unit.getMetamodel().getEntities().stream().<Class<?>>map(Type::getJavaType).toList();
    return EntityTypes.among(classes);
  }

  /** A class that cannot sync must stop the start, not the first push. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event, EntityTypes types) {
    LOG.log(Level.INFO, "Entity types: {0}", types.all());
  }
}
