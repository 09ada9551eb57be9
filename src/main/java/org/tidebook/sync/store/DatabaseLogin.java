package org.tidebook.sync.store;

/**
 * How to reach the database beside the server's data source, for the one connection that has to
 * stay open.
 *
 * @param url JDBC address; empty where the application is not told it
 */
public record DatabaseLogin(String url, String user, String password) {

  boolean isPostgresql() {
    return url.startsWith("jdbc:postgresql:");
  }

  @Override
  public String toString() {
    return "DatabaseLogin[secret]";
  }
}
