package org.tidebook.identity;

/** The same on the kind of database that the run asks for. */
class DeviceTableIT extends DeviceTableTest {}
