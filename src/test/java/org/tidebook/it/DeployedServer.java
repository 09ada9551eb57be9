package org.tidebook.it;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidebook.server.ApiClient;

/** A server with what the test class deploys, and clients of it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
abstract class DeployedServer {
  @ArquillianResource private @Nullable URL address;

  /** The address of the application, ending in a slash. */
  final URI base() {
    var url = address;
    if (url == null) {
      throw new IllegalStateException("Arquillian gave no address.");
    }
    try {
      // The server calls itself by the machine's name but listens to the loopback address only. The
      // path is the root on all of them: Liberty's adapter believes it to be the archive's name.
      return new URI(url.getProtocol(), null, "127.0.0.1", url.getPort(), "/", null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  final ApiClient stranger() {
    return new ApiClient(base());
  }

  final ApiClient owner() {
    return ApiClient.registered(base());
  }
}
