package org.tidebook.sync.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Counts the executions over a data source, a batch as one, and the connections that are open. */
final class StatementCounter {

  private final List<String> prepared = new ArrayList<>();
  private int executions;
  private int openConnections;

  int executions() {
    return executions;
  }

  /** The texts of all prepared statements, in order. */
  List<String> prepared() {
    return prepared;
  }

  int openConnections() {
    return openConnections;
  }

  DataSource counting(DataSource source) {
    return wrap(DataSource.class, source);
  }

  private <T> T wrap(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            StatementCounter.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("execute")) {
                executions++;
              }
              if (method.getName().equals("prepareStatement")) {
                prepared.add(String.valueOf(arguments[0]));
              }
              if (target instanceof Connection && method.getName().equals("close")) {
                openConnections--;
              }
              Object result;
              try {
                result = method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (result instanceof PreparedStatement && method.getName().startsWith("prep")) {
                return wrap(PreparedStatement.class, result);
              }
              if (result instanceof Statement && method.getName().startsWith("create")) {
                return wrap(Statement.class, result);
              }
              if (result instanceof Connection && target instanceof DataSource) {
                openConnections++;
                return wrap(Connection.class, result);
              }
              return result;
            }));
  }
}
