package org.tidebook.platform;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * The JAX-RS application: everything under {@code /api}; the rest of the path space is the client.
 */
@ApplicationPath("api")
public class ApiApplication extends Application {}
