package org.tidebook.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/adding-an-entity-type.md tells to write is what the tests run. */
class AddingAnEntityTypeTest {

  private static final Path DOCUMENT = Path.of("docs", "adding-an-entity-type.md");

  @ParameterizedTest
  @CsvSource({
    "java, src/test/java/org/tidebook/books/Meter.java",
    "sql, src/test/resources/db/migration/V1000__meters.sql"
  })
  void theDocumentHasTheTextOfTheFile(String language, Path file) throws IOException {
    var block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$");
    var found = block.matcher(Files.readString(DOCUMENT));
    assertTrue(found.find(), "No " + language + " in " + DOCUMENT);
    assertEquals(Files.readString(file), found.group(1));
  }
}
