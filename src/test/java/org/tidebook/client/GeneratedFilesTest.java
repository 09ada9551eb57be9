package org.tidebook.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.entity.ManagedClasses;
import org.tidebook.sync.entity.SchemaDocument;

/**
 * The client's generated files are what the entity classes say today. The client is built before
 * the classes are, so the files are committed, and this test holds them; {@code
 * -Dtidebook.generate=true} writes them.
 */
class GeneratedFilesTest {

  private static final String COMMAND =
      "mvn test -Dtest=GeneratedFilesTest -Dtidebook.generate=true -Dskip.npm -Dskip.installnodenpm";
  private static final String HEADER =
      "// Generated from the entity classes: do not edit. To renew it:\n// " + COMMAND + "\n";
  private static final Path CLIENT = Path.of("webapp-client");

  /** So that neither file depends on which currencies a Java platform knows. */
  private static final JsonArray FEW_CURRENCIES =
      Json.createArrayBuilder(List.of("AED", "CZK", "EUR", "USD")).build();

  private final JsonObject schema =
      SchemaDocument.of(EntityTypes.among(ManagedClasses.ofTheApplication()));

  @Test
  void theTypesOfTheClientAreThoseOfTheClasses() throws IOException {
    check(CLIENT.resolve("src/books/entity-types.ts"), HEADER + "\n" + TypeScriptTypes.of(schema));
  }

  @Test
  void theSchemaThatTheClientIsTestedWithIsThatOfTheClasses() throws IOException {
    check(
        CLIENT.resolve("test/data/schema.ts"),
        HEADER
            + "import type { Schema } from '../../src/sync/schema';\n\n"
            + "/** `GET /api/state/schema`, with a few currencies for all. */\n"
            + "export const schema: Schema = "
            + pretty(withFewCurrencies(schema))
            + ";\n");
  }

  private static void check(Path file, String text) throws IOException {
    if (Boolean.getBoolean("tidebook.generate")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertEquals(
        text,
        Files.exists(file) ? Files.readString(file) : "",
        file + " is not what the entity classes say. Renew and commit it: " + COMMAND);
  }

  private static JsonObject withFewCurrencies(JsonObject document) {
    var types = Json.createArrayBuilder();
    for (JsonObject type : document.getJsonArray("types").getValuesAs(JsonObject.class)) {
      var fields = Json.createArrayBuilder();
      for (JsonObject field : type.getJsonArray("fields").getValuesAs(JsonObject.class)) {
        boolean currency = field.getString("format", "").equals("currency");
        fields.add(
            currency
                ? Json.createObjectBuilder(field).add("oneOf", FEW_CURRENCIES).build()
                : (JsonValue) field);
      }
      types.add(Json.createObjectBuilder(type).add("fields", fields));
    }
    return Json.createObjectBuilder(document).add("types", types).build();
  }

  private static String pretty(JsonObject document) {
    var text = new StringWriter();
    var settings = Map.of(JsonGenerator.PRETTY_PRINTING, true);
    try (var writer = Json.createWriterFactory(settings).createWriter(text)) {
      writer.writeObject(document);
    }
    return text.toString().strip();
  }
}
