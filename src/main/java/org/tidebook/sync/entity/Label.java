package org.tidebook.sync.entity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What people read in place of the derived label: on a field its label, on a class the label of one
 * record. Without it, {@code toAccountId} is "To account" and {@code RentalAgreement} "Rental
 * agreement".
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface Label {
  String value();
}
