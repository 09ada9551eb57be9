/**
 * The sync protocol over HTTP: what comes in is read strictly, what goes out is streamed.
 *
 * <ol>
 *   <li>A1: the tenant and the user come from {@link org.tidebook.sync.store.Caller}, never from a
 *       request.
 *   <li>A2: a request that cannot be read is a 400 with a sentence, and nothing is done. What is
 *       wrong with one change is that change's outcome.
 *   <li>A3: an answer is written while it is read; no page is ever in memory.
 * </ol>
 */
@NullMarked
package org.tidebook.sync.api;

import org.jspecify.annotations.NullMarked;
