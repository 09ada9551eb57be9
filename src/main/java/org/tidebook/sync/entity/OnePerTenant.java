package org.tidebook.sync.entity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A type of which a tenant has one record at most. Its id is the tenant's own id, so that two
 * devices that make it at the same time make the same record; a change with another id is rejected.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OnePerTenant {}
