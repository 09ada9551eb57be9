package org.tidebook.bench;

import static org.tidebook.bench.Timing.seconds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tidebook.server.ApiClient;
import org.tidebook.server.TestDatabase;
import org.tidebook.server.TidebookProcess;

/**
 * Measures the WAR on Payara Micro, in a process of its own, through its sockets, and then plain
 * JDBC on the database that the server left behind.
 *
 * <p>{@code -Dtidebook.bench.scale=0.1} makes the numbers of records smaller, for working on the
 * bench; {@code -Dtidebook.bench.recording=file.jfr} records the server under load.
 */
public final class ServerBench {

  private static final double SCALE =
      Double.parseDouble(System.getProperty("tidebook.bench.scale", "1"));
  private static final int RECORDS = scaled(100_000);
  private static final int PUSHED = scaled(10_000);
  private static final int BATCH = 500;
  private static final int MANY = scaled(1_000_000);
  private static final long LOAD_MS = Long.getLong("tidebook.bench.load", 20_000);
  private static final int THREADS = 16;
  private static final @Nullable String RECORDING = System.getProperty("tidebook.bench.recording");
  private static final int MOST_WARM_UPS = 15;

  private final String kind;
  private final TestDatabase database;
  private final AtomicLong clock = new AtomicLong(System.currentTimeMillis() * 1_000);

  private ServerBench(String kind, TestDatabase database) {
    this.kind = kind;
    this.database = database;
  }

  /**
   * Prints a table.
   *
   * @param kinds {@code h2}, {@code postgresql}; none is both
   */
  public static void main(String[] kinds) throws Exception {
    System.out.println(
        "| database | what | Tidebook | plain JDBC | ratio | aim |\n"
            + "| --- | --- | ---: | ---: | ---: | ---: |");
    for (String kind : kinds.length == 0 ? new String[] {"h2", "postgresql"} : kinds) {
      if (kind.equals("h2")) {
        new ServerBench("H2", TestDatabase.h2()).run();
      } else {
        try (var server =
            TestDatabase.postgresql()
                .setServerConfig("track_commit_timestamp", "on")
                .setServerConfig("fsync", "on") // as in earnest, for both sides
                .start()) {
          new ServerBench("PostgreSQL", TestDatabase.postgresql(server)).run();
        }
      }
    }
    System.exit(0); // the bench leaves threads that wait on sockets
  }

  private void run() throws Exception {
    String large;
    String tenant;
    double pullSeconds;
    double pushSeconds;
    Load.Outcome load;
    double cpuMillis;
    var tenants = new ArrayList<String>();
    try (var server = TidebookProcess.start(database, recordingFlags())) {
      var warm = owner(server);
      warmUp(server, warm);

      var full = owner(server);
      fill(full, RECORDS);
      pullSeconds = Timing.steady(() -> seconds(() -> Pages.all(full, 10_000)));
      large = tenantOf(full);

      pushSeconds = Timing.steady(() -> secondsOfPush(server));

      var owners = new ArrayList<WireClient>();
      for (int i = 0; i < Load.TENANTS; i++) {
        owners.add(owner(server));
        tenants.add(tenantOf(owners.get(i)));
      }
      warmUp(server, owners);
      long before = cpuNanos(server);
      load = Load.run(server.base(), owners, LOAD_MS);
      cpuMillis = (cpuNanos(server) - before) / 1e6;
      dumpRecording(server);

      incremental(server, full);
      if (isPostgres()) {
        pokes(server, warm);
      }
      tenant = tenantOf(warm);
    }
    var jdbc = new PlainJdbc(database);
    compare(jdbc, large, pullSeconds, pushSeconds, load, cpuMillis, tenants);
    million(jdbc, tenant);
  }

  private void compare(
      PlainJdbc jdbc,
      String large,
      double pullSeconds,
      double pushSeconds,
      Load.Outcome load,
      double cpuMillis,
      List<String> tenants)
      throws Exception {
    // One connection stays open, so that an H2 file is not closed and opened between two steps.
    try (var open = jdbc.connect()) {
      open.setAutoCommit(true);
      double plainPull = Timing.steady(() -> seconds(() -> jdbc.pull(large)));
      row(
          "pull of %,d records, rows/s".formatted(RECORDS),
          RECORDS / pullSeconds,
          RECORDS / plainPull,
          "≥ 0.8");
      double plainPush = Timing.steady(() -> secondsOfPush(jdbc));
      row(
          "push of %,d changes by %d, changes/s".formatted(PUSHED, BATCH),
          PUSHED / pushSeconds,
          PUSHED / plainPush,
          "≥ 0.4");
      jdbc.rounds(THREADS, tenants, LOAD_MS / 4, clock);
      long rounds = jdbc.rounds(THREADS, tenants, LOAD_MS, clock);
      double seconds = LOAD_MS / 1e3;
      row(
          "%d clients, %d tenants: rounds/s".formatted(Load.CLIENTS, Load.TENANTS),
          load.rounds() / seconds,
          rounds / seconds,
          "≥ 0.4");
    }
    note("server CPU per round", cpuMillis / Math.max(1, load.rounds()), "≤ 2.5 ms");
    note("round, p50", load.millisAt(0.5), "");
    note("round, p95", load.millisAt(0.95), "");
    note("errors " + load.errors(), load.errors().size(), "none");
  }

  /** A hundred changed records of many, and of few: the feed is read by its index. */
  private void incremental(TidebookProcess server, WireClient full) throws IOException {
    var few = owner(server);
    fill(few, 1_000);
    var millis = new ArrayList<Double>();
    for (WireClient client : List.of(few, full)) {
      client.get("api/state/changes?limit=1&since=" + Pages.PAST_THE_FEED);
      String since = Pages.checkpoint(client);
      push(client, samples(100));
      var each = new ArrayList<Double>();
      for (int i = 0; i < 400; i++) {
        each.add(1e3 * seconds(() -> pull(client, since)));
      }
      millis.add(Timing.at(each.subList(each.size() / 2, each.size()), 0.5));
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | pull of 100 changed, of %,d and of 1,000 records, ms | %.2f and %.2f | | %.2f | ≤ 1.5, ≤ 2.5 ms |%n",
        kind,
        RECORDS,
        millis.get(1),
        millis.get(0),
        millis.get(1) / millis.get(0));
  }

  /** A device hears of another's push, on the same node and on another one. */
  private void pokes(TidebookProcess server, WireClient owner) throws Exception {
    var jdbc = new PlainJdbc(database);
    var plain = Pokes.ofPostgres(jdbc, UUID.randomUUID().toString());
    poke("on the same node", Pokes.ofServer(jdbc, owner, owner.another(server.base())), plain);
    try (var other = TidebookProcess.start(database)) {
      poke("on another node", Pokes.ofServer(jdbc, owner, owner.another(other.base())), plain);
    }
  }

  private void poke(String where, List<Double> ours, List<Double> plain) {
    System.out.printf(
        Locale.ROOT,
        "| %s | poke %s, commit to arrival, p50 and p95, ms | %.1f and %.1f | %.1f and %.1f | %.2f | ≤ 3.5, ≤ 6 ms |%n",
        kind,
        where,
        Timing.at(ours, 0.5),
        Timing.at(ours, 0.95),
        Timing.at(plain, 0.5),
        Timing.at(plain, 0.95),
        Timing.at(ours, 0.5) / Timing.at(plain, 0.5));
  }

  /** The largest pull in the smallest heap, and what a tenth of it takes of memory. */
  private void million(PlainJdbc jdbc, String tenant) throws Exception {
    jdbc.fill(tenant, 0, MANY / 10, clock.addAndGet(10_000_000));
    double few = pullInSmallHeap(MANY / 10);
    jdbc.fill(tenant, MANY / 10, MANY - MANY / 10, clock.addAndGet(10_000_000));
    double many = pullInSmallHeap(MANY);
    System.out.printf(
        Locale.ROOT,
        "| %s | the most memory those servers took, MB | %.0f | | %.2f | flat |%n",
        kind,
        many,
        many / few);
  }

  private double pullInSmallHeap(int count) throws Exception {
    try (var server = TidebookProcess.start(database, List.of("-Xmx256m"))) {
      var client = new WireClient(server.base());
      signIn(client, emails.get(0));
      double seconds = seconds(() -> Pages.all(client, 10_000));
      note(
          "initial pull of %,d records, 256 MB heap, rows/s".formatted(count),
          count / seconds,
          "succeeds");
      return residentMegabytes(server, "VmHWM");
    }
  }

  private void warmUp(TidebookProcess server, WireClient client) throws IOException {
    for (int round = 0; round < 20; round++) {
      push(client, samples(BATCH));
    }
    for (int i = 0; i < 3; i++) {
      Pages.all(client, 10_000);
    }
    for (int i = 0; i < 300; i++) {
      push(client, samples(Load.CHANGES));
      pull(client, Pages.PAST_THE_FEED);
    }
    var fresh = owner(server);
    fill(fresh, PUSHED);
    Pages.all(fresh, 10_000);
  }

  /**
   * Until the rounds per second grow by less than a twentieth: before, the compiler of the Java
   * machine takes most of the processors.
   */
  private static void warmUp(TidebookProcess server, List<WireClient> owners) throws IOException {
    long millis = LOAD_MS / 2;
    int before = 0;
    for (int turn = 0; turn < MOST_WARM_UPS; turn++) {
      int rounds = Load.run(server.base(), owners, millis).rounds();
      System.err.printf(Locale.ROOT, "warming up: %.0f rounds/s%n", rounds * 1e3 / millis);
      if (turn > 2 && rounds < before * 1.05) {
        return;
      }
      before = rounds;
    }
  }

  private static void fill(WireClient client, int count) throws IOException {
    for (int done = 0; done < count; done += 1_000) {
      push(client, samples(Math.min(1_000, count - done)));
    }
  }

  private double secondsOfPush(TidebookProcess server) throws IOException {
    var pusher = owner(server);
    var bodies = samples().stream().map(Sample::push).toList();
    return seconds(() -> pushAll(pusher, bodies));
  }

  private double secondsOfPush(PlainJdbc jdbc) {
    var batches = samples();
    var raw = UUID.randomUUID().toString();
    return seconds(() -> jdbc.push(raw, batches, clock));
  }

  private static void pushAll(WireClient client, List<byte[]> bodies) throws IOException {
    for (byte[] body : bodies) {
      send(client, body);
    }
  }

  private static void push(WireClient client, List<Sample> samples) throws IOException {
    send(client, Sample.push(samples));
  }

  private static void send(WireClient client, byte[] body) throws IOException {
    int status = client.post("api/state/changes", body);
    if (status != 200 || client.text().contains("\"rejected\"")) {
      throw new IllegalStateException(status + " " + client.head());
    }
  }

  private static void pull(WireClient client, String since) throws IOException {
    int status = client.get("api/state/changes?since=" + since);
    if (status != 200) {
      throw new IllegalStateException(status + " " + client.head());
    }
  }

  private static List<List<Sample>> samples() {
    var batches = new ArrayList<List<Sample>>();
    for (int done = 0; done < PUSHED; done += BATCH) {
      batches.add(samples(BATCH));
    }
    return batches;
  }

  private static List<Sample> samples(int count) {
    long now = System.currentTimeMillis() * 1_000;
    var samples = new ArrayList<Sample>(count);
    for (int i = 0; i < count; i++) {
      samples.add(Sample.of(i, now));
    }
    return samples;
  }

  private final List<String> emails = new ArrayList<>();

  private WireClient owner(TidebookProcess server) throws IOException {
    String name = "bench-" + UUID.randomUUID();
    emails.add(name + "@example.org");
    return owner(server, name);
  }

  /** A client that has registered a tenant of its own under this name. */
  static WireClient owner(TidebookProcess server, String name) throws IOException {
    var client = new WireClient(server.base());
    expect(client.post("api/auth/register", bytes(ApiClient.registration(name).toString())), 201);
    pull(client, Pages.PAST_THE_FEED);
    return client;
  }

  private static void signIn(WireClient client, String email) throws IOException {
    String body =
        "{\"email\":\"" + email + "\",\"password\":\"correct horse battery\",\"remember\":false}";
    expect(client.post("api/auth/login", bytes(body)), 200);
  }

  private static String tenantOf(WireClient client) throws IOException {
    expect(client.get("api/auth/session"), 200);
    String text = client.text();
    int at = text.indexOf("\"id\":\"", text.indexOf("\"tenant\":"));
    return text.substring(at + 6, text.indexOf('"', at + 6));
  }

  private boolean isPostgres() {
    return kind.equals("PostgreSQL");
  }

  private static void expect(int actual, int expected) {
    if (actual != expected) {
      throw new IllegalStateException("The server answered " + actual);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int scaled(int full) {
    return (int) Math.max(1, full * SCALE);
  }

  private void row(String what, double ours, double plain, String aim) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %,.0f | %,.0f | %.2f | %s |%n",
        kind,
        what,
        ours,
        plain,
        ours / plain,
        aim);
  }

  private void note(String what, double value, String aim) {
    System.out.printf(Locale.ROOT, "| %s | %s | %,.2f | | | %s |%n", kind, what, value, aim);
  }

  private static long cpuNanos(TidebookProcess server) {
    return server.handle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /**
   * What a server's process takes of the machine's memory; unknown where there is no {@code /proc}.
   *
   * @param which {@code VmRSS} now, {@code VmHWM} at most so far
   */
  static double residentMegabytes(TidebookProcess server, String which) throws IOException {
    var status = Path.of("/proc", Long.toString(server.handle().pid()), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(which + ":"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** From the start: to begin later would throw away what the compiler has done by then. */
  private static List<String> recordingFlags() {
    return RECORDING == null
        ? List.of()
        : List.of("-XX:StartFlightRecording=name=bench,settings=profile");
  }

  private void dumpRecording(TidebookProcess server) throws Exception {
    if (RECORDING != null) {
      jcmd(
          server,
          "JFR.dump",
          "name=bench",
          "begin=-%ds".formatted(LOAD_MS / 1_000),
          "filename=target/servers/" + kind + "-" + RECORDING);
    }
  }

  private static void jcmd(TidebookProcess server, String... words) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(server.handle().pid()));
    command.addAll(Arrays.asList(words));
    new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
