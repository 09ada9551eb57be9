package org.tidebook.platform;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;

/** Tells whoever started the server where to point the browser. */
@WebListener
public class ReadyMessage implements ServletContextListener {
  private static final System.Logger LOG = System.getLogger(ReadyMessage.class.getName());

  @Override
  public void contextInitialized(ServletContextEvent event) {
    LOG.log(
        Level.INFO,
        "Tidebook is ready. Open {0} in a browser.",
        address(Settings.httpPort(System.getenv()), event.getServletContext().getContextPath()));
  }

  static String address(int port, String contextPath) {
    return "http://localhost:" + port + contextPath + "/";
  }
}
