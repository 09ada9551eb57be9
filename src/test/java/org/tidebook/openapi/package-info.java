/** The description of the API, compared with the code and asked of a validator. */
@NullMarked
package org.tidebook.openapi;

import org.jspecify.annotations.NullMarked;
