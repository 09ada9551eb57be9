package org.tidebook.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.entity.ManagedClasses;
import org.tidebook.sync.entity.TypeDescription;

/** The table of docs/books.md says of every type what its class says. */
class BooksDocumentTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (.+) \\|$");

  @Test
  void theTableSaysWhatTheClassesSay() throws IOException {
    var rows = new TreeMap<String, List<String>>();
    var row = ROW.matcher(Files.readString(Path.of("docs", "books.md")));
    while (row.find()) {
      rows.put(row.group(1), List.of(row.group(2).split(" · ")));
    }
    assertTrue(rows.size() >= 14, rows.keySet().toString());
    assertEquals(fieldsByType(), rows);
  }

  private static Map<String, List<String>> fieldsByType() {
    var fields = new TreeMap<String, List<String>>();
    for (var type : EntityTypes.among(ManagedClasses.ofTheApplication()).all()) {
      if (type.entityClass().getPackage().equals(Account.class.getPackage())) {
        var described = new ArrayList<String>();
        TypeDescription.of(type)
            .getJsonArray("fields")
            .forEach(field -> described.add(described(field.asJsonObject())));
        fields.put(type.name(), described);
      }
    }
    return fields;
  }

  private static String described(JsonObject field) {
    var name = "`" + field.getString("name") + (field.getBoolean("required", false) ? "*`" : "`");
    if (field.containsKey("references")) {
      return name + " (" + field.getString("references") + ")";
    }
    if (field.containsKey("referencesTypeIn")) {
      return name + " (of the type that `" + field.getString("referencesTypeIn") + "` names)";
    }
    if (!field.containsKey("oneOf") || field.containsKey("format")) {
      return name;
    }
    var words = field.getJsonArray("oneOf").getValuesAs(JsonString::getString);
    return name + " " + String.join(", ", words);
  }
}
