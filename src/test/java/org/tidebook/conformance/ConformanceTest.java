package org.tidebook.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tidebook.conformance.ConformanceCases.Case;

/** The Java rules answer every case under {@code conformance/} as it says. */
class ConformanceTest {

  private static final Set<String> FILES =
      Set.of(
          "decimal.json",
          "digest.json",
          "field-merge.json",
          "hybrid-clock.json",
          "last-write-wins.json",
          "manual-merge.json",
          "stamp-arithmetic.json",
          "stamp-parse.json");

  @TestFactory
  Stream<DynamicNode> everyCaseIsAnsweredAsItSays() throws IOException {
    List<Case> cases = ConformanceCases.read(Path.of("conformance"), FILES, Operations.names());
    return cases.stream()
        .collect(Collectors.groupingBy(Case::file, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(file -> dynamicContainer(file.getKey(), file.getValue().stream().map(this::check)));
  }

  private DynamicTest check(Case each) {
    return dynamicTest(
        each.id(),
        () -> assertEquals(each.expected(), Operations.answer(each.operation(), each.input())));
  }
}
