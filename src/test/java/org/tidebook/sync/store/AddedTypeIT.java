package org.tidebook.sync.store;

/** The same on the kind of database that the run asks for. */
class AddedTypeIT extends AddedTypeTest {}
