package org.tidebook.it;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidebook.server.ApiClient;

/** Deploys the WAR as Maven built it, unchanged, and gives clients of it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
abstract class TidebookWar {
  @ArquillianResource private @Nullable URL address;

  @Deployment(testable = false)
  public static WebArchive war() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/tidebook.war"));
  }

  /** The address of the application, ending in a slash. */
  final URI base() {
    var url = address;
    if (url == null) {
      throw new IllegalStateException("Arquillian gave no address.");
    }
    try {
      var text = url.toString();
      return new URI(text.endsWith("/") ? text : text + "/");
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
