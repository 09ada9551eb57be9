package org.tidebook.sync.entity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text field that says how conflicts are decided, by entity type: a JSON object such as {@code
 * {"invoices": {"strategy": "field_merge", "review": ["amount"]}}}; {@link StrategyText} has the
 * rules. It needs a length.
 *
 * <p>No Bean Validation constraint, for the same reason as {@link EntityTypeName}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ConflictStrategies {}
