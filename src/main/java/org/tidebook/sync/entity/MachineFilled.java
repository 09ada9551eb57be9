package org.tidebook.sync.entity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field that a program fills and no person types, such as the hash of a file. Forms and imports
 * offer no input for it, and so make no records of a type where such a field is required. The
 * server takes it from any client like any other field.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface MachineFilled {}
