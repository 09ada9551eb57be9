/**
 * The OpenAPI description of the whole API, built from the code when it is asked for.
 *
 * <ol>
 *   <li>O1: the entity endpoints and their schemas come from the entity types: one more class is
 *       one more set of paths, with nothing to write here.
 *   <li>O2: the other resources are described in {@code …Paths}, one class for each area. A test
 *       compares what is described with the JAX-RS annotations, so that neither a resource method
 *       nor its being public can be forgotten.
 *   <li>O3: the document is valid OpenAPI 3.1; a test asks a validator.
 * </ol>
 *
 * <p>It describes for tools what docs/protocol.md says, which is the contract. Nothing depends on
 * this package.
 */
@NullMarked
package org.tidebook.openapi;

import org.jspecify.annotations.NullMarked;
