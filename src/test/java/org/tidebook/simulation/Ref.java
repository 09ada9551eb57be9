package org.tidebook.simulation;

/** One record of a tenant. */
record Ref(String type, String id) {}
