package org.tidebook.simulation;

/** The same on the kind of database that the run asks for. */
class SimulationIT extends SimulationTest {}
