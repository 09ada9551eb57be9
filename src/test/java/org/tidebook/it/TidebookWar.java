package org.tidebook.it;

import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Deploys the WAR as Maven built it, unchanged. */
abstract class TidebookWar extends DeployedServer {

  @Deployment(testable = false)
  public static WebArchive war() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/tidebook.war"));
  }
}
