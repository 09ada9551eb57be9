package org.tidebook.platform;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/**
 * The JAX-RS application: everything under {@code /api}; the rest of the path space is the client.
 */
@ApplicationPath("api")
public class ApiApplication extends Application {

  /**
   * Without WADL, which Jersey else answers to every OPTIONS: the API is described by its OpenAPI
   * document. Other servers do not know the property.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
