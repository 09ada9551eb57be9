package org.tidebook.sync.api;

import jakarta.json.stream.JsonGenerator;
import org.tidebook.sync.entity.RecordJson;
import org.tidebook.sync.entity.SyncedEntity;
import org.tidebook.sync.store.RecordList;

/** A list of records as JSON (protocol, 5.2). */
final class RecordListDocument {

  private RecordListDocument() {}

  static void write(JsonGenerator json, RecordList list) {
    json.writeStartObject().writeStartArray("items");
    for (SyncedEntity record : list.items()) {
      RecordJson.write(json, list.type(), record);
    }
    json.writeEnd();
    String next = list.next();
    if (next == null) {
      json.writeNull("next");
    } else {
      json.write("next", next);
    }
    json.writeEnd();
  }
}
