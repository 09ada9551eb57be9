package org.tidebook.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceCasesTest {

  private static final Set<String> FILES = Set.of("rules.json");
  private static final Set<String> OPERATIONS = Set.of("rule");

  @TempDir Path folder = Path.of("");

  @Test
  void readsTheCasesOfAKnownFile() throws IOException {
    write("rules.json", aCase("first", "rule"));
    assertEquals("first", ConformanceCases.read(folder, FILES, OPERATIONS).get(0).id());
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    write("rules.json");
    assertRefused("No cases in rules.json.");
  }

  @Test
  void refusesAFolderWithoutTheFile() {
    assertRefused("Known files in " + folder + ": [rules.json], but found []");
  }

  @Test
  void refusesAFileThatItDoesNotKnow() throws IOException {
    write("rules.json", aCase("first", "rule"));
    write("others.json", aCase("first", "rule"));
    assertRefused(
        "Known files in " + folder + ": [rules.json], but found [others.json, rules.json]");
  }

  @Test
  void refusesAnOperationThatItDoesNotKnow() throws IOException {
    write("rules.json", aCase("first", "rule"), aCase("second", "other"));
    assertRefused("Known operations: [rule], but found [other, rule]");
  }

  @Test
  void refusesAnOperationWithoutCases() throws IOException {
    write("rules.json", aCase("first", "other"));
    assertRefused("Known operations: [rule], but found [other]");
  }

  @Test
  void refusesTwoCasesOfOneName() throws IOException {
    write("rules.json", aCase("first", "rule"), aCase("first", "rule"));
    assertRefused("Two cases first in rules.json.");
  }

  private void assertRefused(String message) {
    IllegalStateException refusal =
        assertThrows(
            IllegalStateException.class, () -> ConformanceCases.read(folder, FILES, OPERATIONS));
    assertEquals(message, refusal.getMessage());
  }

  private static String aCase(String id, String operation) {
    return """
        {"id": "%s", "comment": "", "operation": "%s", "input": {}, "expected": null}"""
        .formatted(id, operation);
  }

  private void write(String file, String... cases) throws IOException {
    Files.writeString(folder.resolve(file), "{\"cases\": [%s]}".formatted(String.join(",", cases)));
  }
}
