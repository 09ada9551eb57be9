/**
 * The one place that makes {@code application/problem+json} (RFC 9457).
 *
 * <ol>
 *   <li>P1: every error under {@code /api} is a problem document, also for unknown paths and
 *       methods, and where the server refuses a request before JAX-RS reads it.
 *   <li>P2: {@code type} is one of the words of {@link org.tidebook.sync.problem.ProblemType}; a
 *       client decides by it and never by a text.
 *   <li>P3: a 5xx carries no cause, SQL, class name or stack trace, only a reference to the line in
 *       the log.
 * </ol>
 *
 * <p>Anything that answers HTTP may throw an {@link org.tidebook.sync.problem.HttpProblem}.
 */
@NullMarked
package org.tidebook.sync.problem;

import org.jspecify.annotations.NullMarked;
