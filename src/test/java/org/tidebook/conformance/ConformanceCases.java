package org.tidebook.conformance;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cases of a folder, read so that none can be left out unnoticed. */
final class ConformanceCases {

  /** One question to a rule and the answer that it must give. */
  record Case(String file, String id, String operation, JsonObject input, JsonValue expected) {}

  private ConformanceCases() {}

  /**
   * Reads every case of the folder.
   *
   * @param files names of the files that must be there, and no others
   * @param operations names of the operations that must have cases, and no others
   * @throws IllegalStateException if a file, an operation or a case is missing, unknown or there
   *     twice
   */
  static List<Case> read(Path folder, Set<String> files, Set<String> operations)
      throws IOException {
    requireSame("files in " + folder, files, jsonFiles(folder));
    List<Case> cases = new ArrayList<>();
    for (String file : new TreeSet<>(files)) {
      cases.addAll(readFile(folder.resolve(file)));
    }
    requireSame(
        "operations",
        operations,
        cases.stream().map(Case::operation).collect(Collectors.toUnmodifiableSet()));
    return cases;
  }

  private static Set<String> jsonFiles(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  private static List<Case> readFile(Path path) throws IOException {
    String file = path.getFileName().toString();
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(path))) {
      List<Case> cases =
          reader.readObject().getJsonArray("cases").getValuesAs(JsonObject.class).stream()
              .map(
                  json ->
                      new Case(
                          file,
                          json.getString("id"),
                          json.getString("operation"),
                          json.getJsonObject("input"),
                          json.getValue("/expected")))
              .toList();
      if (cases.isEmpty()) {
        throw new IllegalStateException("No cases in " + file + ".");
      }
      Set<String> ids = new HashSet<>();
      for (Case each : cases) {
        if (!ids.add(each.id())) {
          throw new IllegalStateException("Two cases " + each.id() + " in " + file + ".");
        }
      }
      return cases;
    }
  }

  private static void requireSame(String what, Set<String> known, Set<String> found) {
    if (!known.equals(found)) {
      throw new IllegalStateException(
          "Known " + what + ": " + new TreeSet<>(known) + ", but found " + new TreeSet<>(found));
    }
  }
}
