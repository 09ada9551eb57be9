package org.tidebook.sync.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** As a pool at rest does, gives the same connection each time, with all that it remembers. */
final class KeptConnection implements AutoCloseable {

  private final Connection connection;

  KeptConnection(DataSource source) throws SQLException {
    connection = source.getConnection();
  }

  DataSource source() {
    return proxy(DataSource.class, this, "getConnection");
  }

  private <T> T proxy(Class<T> type, Object target, String replaced) {
    return type.cast(
        Proxy.newProxyInstance(
            KeptConnection.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                return proxy(Connection.class, connection, "close");
              }
              if (method.getName().equals(replaced)) {
                return null;
              }
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
