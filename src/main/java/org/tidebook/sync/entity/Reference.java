package org.tidebook.sync.entity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text field that holds the id of another record. Either the type that is pointed to is always
 * the same, {@code @Reference("accounts")}, or the record itself says it, {@code @Reference(typeIn
 * = "ownerType")}.
 *
 * <p>That the record exists is not checked: it and what points to it may arrive from different
 * devices in any order.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Reference {
  /** The name of the entity type that is pointed to, such as {@code accounts}. */
  String value() default "";

  /** The field of the same record that holds the name, an {@link EntityTypeName}. */
  String typeIn() default "";
}
