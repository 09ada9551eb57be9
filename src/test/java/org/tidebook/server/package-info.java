/**
 * Real servers and databases for the tests: an embedded PostgreSQL, Payara Micro as a process that
 * can be killed, and a client that speaks the protocol over HTTP.
 */
@NullMarked
package org.tidebook.server;

import org.jspecify.annotations.NullMarked;
