/**
 * Asks the rules what {@code conformance/} says about them, and writes generated questions with
 * Java's answers for the TypeScript suite to compare.
 *
 * <ol>
 *   <li>A file, an operation or a case that is not run fails the suite: nothing is skipped in
 *       silence.
 *   <li>Generated inputs follow from the seed alone, so that a run can be repeated.
 * </ol>
 */
@NullMarked
package org.tidebook.conformance;

import org.jspecify.annotations.NullMarked;
