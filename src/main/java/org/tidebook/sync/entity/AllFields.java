package org.tidebook.sync.entity;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.annotation.ElementType;

/**
 * Lets a validator look at every field. The default asks the JPA provider about each field of each
 * record whether it is loaded; EclipseLink answers under a lock of the whole server, which pushes
 * then wait for while they hold their tenant's. Records here never load anything late.
 */
public final class AllFields implements TraversableResolver {

  private AllFields() {}

  /** A validator of the factory that asks no JPA provider. */
  public static Validator validator(ValidatorFactory validators) {
    return validators.usingContext().traversableResolver(new AllFields()).getValidator();
  }

  @Override
  public boolean isReachable(
      Object record, Path.Node field, Class<?> root, Path path, ElementType kind) {
    return true;
  }

  @Override
  public boolean isCascadable(
      Object record, Path.Node field, Class<?> root, Path path, ElementType kind) {
    return true;
  }
}
