package org.tidebook.bench;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 on one kept-alive socket, with as little work as can be: the bench shares its processors
 * with the server. One thread at a time.
 */
final class WireClient implements AutoCloseable {

  private static final int PATIENCE_MS = 120_000;

  private final int port;
  private final String host;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private boolean ending;
  private String cookie = "";
  private byte[] body = new byte[64 * 1024];
  private int length;

  WireClient(URI base) throws IOException {
    port = base.getPort();
    host = "localhost:" + port;
    socket = connected(port);
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    out = socket.getOutputStream();
  }

  private static Socket connected(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  /** Servers end a connection after so many requests, or so long without one. */
  private void connectAgain() throws IOException {
    socket.close();
    socket = connected(port);
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    out = socket.getOutputStream();
    ending = false;
  }

  /** The same signed-in user on a connection of its own. */
  WireClient another(URI base) throws IOException {
    var other = new WireClient(base);
    other.cookie = cookie;
    return other;
  }

  /** The status of the answer; its body is then in {@link #text()}. */
  int get(String path) throws IOException {
    return call("GET", path, null);
  }

  int post(String path, byte[] json) throws IOException {
    return call("POST", path, json);
  }

  /** The last body. */
  String text() {
    return new String(body, 0, length, StandardCharsets.UTF_8);
  }

  /** How many bytes the last body had. */
  int length() {
    return length;
  }

  /** The beginning of the last body, where a page tells its bounds. */
  String head() {
    return new String(body, 0, Math.min(length, 400), StandardCharsets.UTF_8);
  }

  /** What an endless answer sends, on a connection of its own. */
  BufferedReader stream(String path) throws IOException {
    var own = connected(port);
    own.setSoTimeout(0);
    var request =
        "GET /%s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nAccept: text/event-stream\r\n\r\n"
            .formatted(path, host, cookie);
    own.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new BufferedReader(new InputStreamReader(own.getInputStream(), StandardCharsets.UTF_8));
  }

  private int call(String method, String path, byte @Nullable [] json) throws IOException {
    var head = new StringBuilder(256);
    head.append(method).append(" /").append(path).append(" HTTP/1.1\r\nHost: ").append(host);
    if (!cookie.isEmpty()) {
      head.append("\r\nCookie: ").append(cookie);
    }
    if (json != null) {
      head.append("\r\nContent-Type: application/json\r\nContent-Length: ").append(json.length);
    }
    head.append("\r\n\r\n");
    byte[] first = head.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] all = first;
    if (json != null) {
      all = Arrays.copyOf(first, first.length + json.length);
      System.arraycopy(json, 0, all, first.length, json.length);
    }
    if (ending) {
      connectAgain();
    }
    try {
      out.write(all);
      out.flush();
      return read(line());
    } catch (IOException e) {
      // Ended while nobody asked. To ask again is safe: a change has its id, and a read does
      // nothing.
      connectAgain();
      out.write(all);
      out.flush();
      return read(line());
    }
  }

  private int read(String status) throws IOException {
    int size = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = header.substring(colon + 1).strip();
      switch (name) {
        case "content-length" -> size = Integer.parseInt(value);
        case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
        case "connection" -> ending = value.equalsIgnoreCase("close");
        case "set-cookie" -> cookie = value.substring(0, value.indexOf(';'));
        default -> {}
      }
    }
    length = 0;
    if (chunked) {
      for (int chunk = chunkSize(); chunk > 0; chunk = chunkSize()) {
        take(chunk);
        line();
      }
      line();
    } else {
      take(size);
    }
    return Integer.parseInt(status.substring(9, 12));
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private void take(int count) throws IOException {
    if (length + count > body.length) {
      body = Arrays.copyOf(body, Math.max(body.length * 2, length + count));
    }
    if (in.readNBytes(body, length, count) != count) {
      throw new IOException("The server ended within an answer.");
    }
    length += count;
  }

  private String line() throws IOException {
    var text = new StringBuilder(64);
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("The server closed the connection.");
      }
      if (c == '\n') {
        return text.toString();
      }
      if (c != '\r') {
        text.append((char) c);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
