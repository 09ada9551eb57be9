package org.tidebook.sync.entity;

import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kind of record: what one JPA class says, read once (E1). Immutable, so shared by all. */
public final class EntityType {

  /** More than this PostgreSQL cuts off in silence. */
  static final int LONGEST_NAME = 63;

  private final Class<? extends SyncedEntity> entityClass;
  private final String name;
  private final String labelOne;
  private final MethodHandle constructor;
  private final Map<String, EntityField> fieldsByName;
  private final List<EntityField> fields;
  private final List<EntityField> namingFields;
  private final Map<String, EntityType> registry;

  private EntityType(
      Class<? extends SyncedEntity> entityClass,
      String name,
      MethodHandle constructor,
      Map<String, EntityField> fieldsByName,
      Map<String, EntityType> registry) {
    Label label = entityClass.getAnnotation(Label.class);
    this.entityClass = entityClass;
    this.name = name;
    this.labelOne = label == null ? Labels.ofClass(entityClass.getSimpleName()) : label.value();
    this.constructor = constructor;
    this.fieldsByName = fieldsByName;
    this.fields = List.copyOf(fieldsByName.values());
    this.namingFields = fields.stream().filter(field -> field.constraints().namesTypes()).toList();
    this.registry = registry;
  }

  /**
   * Reads a JPA class.
   *
   * @throws IllegalArgumentException with a sentence for the developer if it cannot sync as it is
   */
  public static EntityType of(Class<? extends SyncedEntity> entityClass) {
    Table table = entityClass.getAnnotation(Table.class);
    if (table == null || !table.name().matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          entityClass.getSimpleName() + " needs @Table(name = …) in snake_case.");
    }
    if (table.name().length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "The table name of %s is longer than %d characters."
              .formatted(entityClass.getSimpleName(), LONGEST_NAME));
    }
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(entityClass, MethodHandles.lookup());
      MethodHandle constructor =
          lookup
              .findConstructor(entityClass, MethodType.methodType(void.class))
              .asType(MethodType.methodType(SyncedEntity.class));
      Map<String, EntityField> fields = fieldsOf(entityClass);
      requireReviewedFields(entityClass, fields);
      return new EntityType(entityClass, table.name(), constructor, fields, Map.of());
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalArgumentException(
          entityClass.getSimpleName() + " needs a constructor without parameters.", e);
    }
  }

  private static void requireReviewedFields(
      Class<? extends SyncedEntity> entityClass, Map<String, EntityField> fields) {
    Conflicts conflicts = entityClass.getAnnotation(Conflicts.class);
    if (conflicts == null) {
      return;
    }
    if (conflicts.value() == Conflicts.Strategy.MANUAL_MERGE && conflicts.review().length > 0) {
      throw new IllegalArgumentException(
          "%s has fields to review in @Conflicts, but a manual merge asks about all."
              .formatted(entityClass.getSimpleName()));
    }
    for (String field : conflicts.review()) {
      if (!fields.containsKey(field)) {
        throw new IllegalArgumentException(
            "%s has no field %s to review in @Conflicts."
                .formatted(entityClass.getSimpleName(), field));
      }
    }
  }

  /** The same type, knowing the others: the registry's map by name, which may still be filling. */
  EntityType within(Map<String, EntityType> registry) {
    return new EntityType(entityClass, name, constructor, fieldsByName, registry);
  }

  /** On the wire and in the database: plural, snake_case, such as {@code rental_agreements}. */
  public String name() {
    return name;
  }

  /** In addresses: {@code rental-agreements}. */
  public String path() {
    return name.replace('_', '-');
  }

  /** What people call many of them. */
  public String label() {
    return Labels.ofTable(name);
  }

  /** What people call one. */
  public String labelOne() {
    return labelOne;
  }

  /**
   * Whether a tenant has one record of it at most, whose id is the tenant's ({@link OnePerTenant}).
   */
  public boolean onePerTenant() {
    return entityClass.isAnnotationPresent(OnePerTenant.class);
  }

  /** Whether only an owner may change its records ({@link OwnerOnly}). */
  public boolean ownerOnly() {
    return entityClass.isAnnotationPresent(OwnerOnly.class);
  }

  /** How devices decide its conflicts ({@link Conflicts}); null for last-write-wins. */
  public @Nullable Conflicts conflicts() {
    return entityClass.getAnnotation(Conflicts.class);
  }

  /** A type of the same registry of which a tenant has many records; null where there is none. */
  @Nullable EntityType peer(String peerName) {
    EntityType peer = registry.get(peerName);
    return peer == null || peer.onePerTenant() ? null : peer;
  }

  /** What {@link #peer} knows, in alphabetical order. */
  List<String> peerNames() {
    return registry.keySet().stream().filter(peerName -> peer(peerName) != null).toList();
  }

  /** The fields whose values name entity types, which only the registry can check. */
  List<EntityField> namingFields() {
    return namingFields;
  }

  public Class<? extends SyncedEntity> entityClass() {
    return entityClass;
  }

  /** In the order in which the class declares them; the envelope is not among them. */
  public List<EntityField> fields() {
    return fields;
  }

  public @Nullable EntityField field(String fieldName) {
    return fieldsByName.get(fieldName);
  }

  /** A record without any value, also without an envelope. */
  public SyncedEntity newRecord() {
    try {
      return (SyncedEntity) constructor.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot make a record of " + name + ".", e);
    }
  }

  /** A record of its own with the same fields; its envelope is not set. */
  public SyncedEntity copyFields(SyncedEntity source) {
    SyncedEntity copy = newRecord();
    for (EntityField field : fields) {
      field.set(copy, field.get(source));
    }
    return copy;
  }

  @Override
  public String toString() {
    return name;
  }

  private static Map<String, EntityField> fieldsOf(Class<?> entityClass)
      throws IllegalAccessException {
    List<Class<?>> lineage = new ArrayList<>();
    for (Class<?> c = entityClass; c != SyncedEntity.class; c = c.getSuperclass()) {
      lineage.add(0, c);
    }
    Map<String, EntityField> fields = new LinkedHashMap<>();
    for (Class<?> c : lineage) {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(c, MethodHandles.lookup());
      for (Field field : c.getDeclaredFields()) {
        if (isPersistent(field)) {
          fields.put(field.getName(), EntityField.of(field, lookup));
        }
      }
    }
    return fields;
  }

  private static boolean isPersistent(Field field) {
    int modifiers = field.getModifiers();
    // JPA providers weave fields of their own into the class; their names begin so.
    boolean woven = field.getName().startsWith("_") || field.getName().startsWith("$");
    return !Modifier.isStatic(modifiers)
        && !Modifier.isTransient(modifiers)
        && !field.isSynthetic()
        && !field.isAnnotationPresent(Transient.class)
        && !woven;
  }
}
