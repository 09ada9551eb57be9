/** The entity types without a server: reading classes, merging payloads, writing records. */
@NullMarked
package org.tidebook.sync.entity;

import org.jspecify.annotations.NullMarked;
