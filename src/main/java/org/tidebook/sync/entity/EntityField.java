package org.tidebook.sync.entity;

import jakarta.persistence.Column;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** One field of an entity type, as the JPA class declares it: its names, its type, its access. */
public final class EntityField {

  private static final MethodType GETTER = MethodType.methodType(Object.class, SyncedEntity.class);
  private static final MethodType SETTER =
      MethodType.methodType(void.class, SyncedEntity.class, Object.class);

  private final String name;
  private final String column;
  private final String label;
  private final Class<?> javaType;
  private final FieldType type;
  private final Constraints constraints;
  private final MethodHandle getter;
  private final MethodHandle setter;

  private EntityField(Field field, FieldType type, MethodHandles.Lookup lookup)
      throws IllegalAccessException {
    Column columnAnnotation = field.getAnnotation(Column.class);
    Label labelAnnotation = field.getAnnotation(Label.class);
    this.name = field.getName();
    this.column =
        columnAnnotation == null || columnAnnotation.name().isEmpty()
            ? name
            : columnAnnotation.name();
    this.label =
        labelAnnotation == null
            ? Labels.ofField(name, type == FieldType.REFERENCE)
            : labelAnnotation.value();
    this.javaType = field.getType();
    this.type = type;
    this.constraints = Constraints.of(field);
    this.getter = lookup.unreflectGetter(field).asType(GETTER);
    this.setter = lookup.unreflectSetter(field).asType(SETTER);
  }

  /**
   * Reads a declared field.
   *
   * @throws IllegalArgumentException with a sentence for the developer if it could not sync, or
   *     could hold a value that the database refuses (E2)
   */
  static EntityField of(Field field, MethodHandles.Lookup lookup) {
    boolean reference = field.isAnnotationPresent(Reference.class);
    FieldType type = FieldType.of(field.getType(), reference);
    if (type == null) {
      throw unfit(field, "has a type that cannot sync");
    }
    EntityField read;
    try {
      read = new EntityField(field, type, lookup);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(field + " cannot be reached.", e);
    }
    if (type == FieldType.TEXT && !read.constraints.boundsText()) {
      throw unfit(field, "needs @Size(max = …), or a constraint that names its values");
    }
    if (reference && !read.constraints.pointsSomewhere()) {
      throw unfit(field, "needs @Reference with either a type or the field that holds it");
    }
    if (type == FieldType.DECIMAL && read.constraints.integerDigits() == 0) {
      throw unfit(field, "needs @Digits");
    }
    return read;
  }

  /** The name in Java and on the wire. */
  public String name() {
    return name;
  }

  /** The name in the database. */
  public String column() {
    return column;
  }

  public String label() {
    return label;
  }

  public FieldType type() {
    return type;
  }

  /** Whether a whole number must fit an {@code int}. */
  boolean narrow() {
    return javaType == Integer.class;
  }

  /** A whole number as the field's Java class. */
  public Number whole(long value) {
    return narrow() ? (Number) Math.toIntExact(value) : (Number) value;
  }

  Constraints constraints() {
    return constraints;
  }

  public @Nullable Object get(SyncedEntity entity) {
    try {
      return (Object) getter.invokeExact(entity);
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot read the field " + name + ".", e);
    }
  }

  /** Sets a value of the field's Java class, or null. */
  public void set(SyncedEntity entity, @Nullable Object value) {
    try {
      setter.invokeExact(entity, value);
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot set the field " + name + ".", e);
    }
  }

  private static IllegalArgumentException unfit(Field field, String why) {
    return new IllegalArgumentException(
        "The field %s of %s %s."
            .formatted(field.getName(), field.getDeclaringClass().getSimpleName(), why));
  }
}
