package org.tidebook.sync.entity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text field that holds the name of an entity type, such as {@code accounts}; beside it usually
 * stands a reference with {@link Reference#typeIn}. Only types that a tenant has many records of
 * are meant. It needs no length.
 *
 * <p>No Bean Validation constraint: which names there are is known to the registry alone, so {@link
 * RecordMerge} checks it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface EntityTypeName {}
