package org.tidebook.server;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * A client of the protocol that knows nothing of the server's code: what a stranger would write. It
 * keeps cookies, as a browser does; one client is one signed-in user.
 */
public final class ApiClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI base;
  private final HttpClient http;

  /**
   * @param base the address of the application, ending in a slash
   */
  public ApiClient(URI base) {
    this(
        base,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .connectTimeout(PATIENCE)
            .build());
  }

  private ApiClient(URI base, HttpClient http) {
    this.base = base;
    this.http = http;
  }

  /** The same user, signed in by the same cookie, at another node of the same host. */
  public ApiClient at(URI node) {
    return new ApiClient(node, http);
  }

  /** A client that has registered a new organisation of its own and is signed in. */
  public static ApiClient registered(URI base) {
    var client = new ApiClient(base);
    var answer = client.post("api/auth/register", registration("owner-" + UUID.randomUUID()));
    if (answer.status() != 201) {
      throw new AssertionError("register: " + answer.status() + " " + answer.text());
    }
    return client;
  }

  /** The body of a registration whose email is {@code name@example.org}. */
  public static JsonObject registration(String name) {
    return Json.createObjectBuilder()
        .add("organisation", "Harbour Homes")
        .add("name", "Ayu")
        .add("email", name + "@example.org")
        .add("password", "correct horse battery")
        .build();
  }

  public ApiResponse get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  public ApiResponse post(String path, JsonObject body, String... headers) {
    return post(path, body.toString(), headers);
  }

  public ApiResponse post(String path, String body, String... headers) {
    var request = request(path, headers).POST(BodyPublishers.ofString(body));
    return send(request.setHeader("Content-Type", "application/json"));
  }

  /** Any method, and no header but those given. */
  public ApiResponse call(String method, String path, String body, String... headers) {
    return send(request(path, headers).method(method, BodyPublishers.ofString(body)));
  }

  /** An answer whose body is taken as it comes, byte by byte. */
  public HttpResponse<InputStream> stream(String path, String... headers) {
    return send(request(path, headers).GET(), BodyHandlers.ofInputStream());
  }

  /**
   * Listens to the server's events.
   *
   * @throws AssertionError with the answer if it is no stream
   */
  public EventListener listen(String... headers) {
    var request = request("api/state/events", headers).setHeader("Accept", "text/event-stream");
    var answer = send(request.GET(), BodyHandlers.ofInputStream());
    if (answer.headers().firstValue("Tidebook-Time").isEmpty()) {
      throw new AssertionError("events: an answer without the server's time");
    }
    if (answer.statusCode() == 200) {
      return new EventListener(answer.body());
    }
    try {
      var text = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
      throw new AssertionError("events: " + answer.statusCode() + " " + text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var builder = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  private ApiResponse send(HttpRequest.Builder builder) {
    var answer = send(builder, BodyHandlers.ofString());
    return new ApiResponse(answer.statusCode(), answer.headers(), answer.body());
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder builder, BodyHandler<T> body) {
    try {
      return http.send(builder.build(), body);
    } catch (HttpTimeoutException e) {
      throw new java.io.UncheckedIOException("No answer; " + HungRequest.seen(base), e);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
