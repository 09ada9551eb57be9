package org.tidebook.sync.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import javax.sql.DataSource;

/** Watches how many rows one batch over a data source has at most. */
final class LargestBatch {

  private int rows;

  int rows() {
    return rows;
  }

  DataSource watching(DataSource source) {
    return wrap(DataSource.class, source);
  }

  private <T> T wrap(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            LargestBatch.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object result;
              try {
                result = method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (result instanceof int[] counts) {
                rows = Math.max(rows, counts.length);
              }
              if (result instanceof PreparedStatement && method.getName().startsWith("prep")) {
                return wrap(PreparedStatement.class, result);
              }
              return result instanceof Connection && target instanceof DataSource
                  ? wrap(Connection.class, result)
                  : result;
            }));
  }
}
