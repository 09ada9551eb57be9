package org.tidebook.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What is seen from outside while a request gets no answer: whether the server answers others, and
 * where its threads are. A hang that comes once in many runs is not there any more when somebody
 * looks for it.
 */
final class HungRequest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int FRAMES = 12;

  private HungRequest() {}

  /**
   * One line of text.
   *
   * @param base the address of the application, ending in a slash
   */
  static String seen(URI base) {
    return "another connection: " + health(base) + "; threads at work: " + threads();
  }

  private static String health(URI base) {
    long began = System.nanoTime();
    try {
      var request = HttpRequest.newBuilder(base.resolve("api/health")).timeout(PATIENCE).build();
      var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      long tookMs = (System.nanoTime() - began) / 1_000_000;
      return answer.statusCode() + " after " + tookMs + " ms";
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  /** Of the Java machines that this one has started, which the servers of a test are. */
  private static String threads() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .map(process -> process.pid() + ": " + threads(process.pid()))
        .collect(Collectors.joining(" | "));
  }

  private static String threads(long pid) {
    var jstack = Path.of(System.getProperty("java.home"), "bin", "jstack").toString();
    try {
      var process =
          new ProcessBuilder(jstack, Long.toString(pid)).redirectErrorStream(true).start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return Arrays.stream(text.split("\n\n"))
          .filter(thread -> thread.contains("org.tidebook") || thread.contains(": BLOCKED"))
          .map(HungRequest::brief)
          .collect(Collectors.joining("; "));
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  private static String brief(String thread) {
    return thread
        .lines()
        .limit(FRAMES)
        .map(line -> line.strip().replaceFirst("\" #.*", "\"").replaceFirst("^at ", ""))
        .collect(Collectors.joining(" < "));
  }
}
