package org.tidebook.sync.entity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How devices decide conflicts of a type where the tenant's settings say nothing of it; without it
 * the newer edit wins. The schema document tells it, so every client has the same default.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Conflicts {

  /** The name of the rule. */
  Strategy value();

  /** Fields that a merge by field puts to the user where both sides changed them. */
  String[] review() default {};

  /** The rules that a device has besides last-write-wins. */
  enum Strategy {
    FIELD_MERGE("field_merge"),
    MANUAL_MERGE("manual_merge");

    private final String word;

    Strategy(String word) {
      this.word = word;
    }

    /** The word used in the protocol. */
    public String word() {
      return word;
    }
  }
}
