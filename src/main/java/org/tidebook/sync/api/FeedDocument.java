package org.tidebook.sync.api;

import jakarta.json.stream.JsonGenerator;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.RecordJson;
import org.tidebook.sync.store.FeedPage;

/** A page of the feed as JSON (protocol, 4). */
final class FeedDocument {

  private FeedDocument() {}

  static void write(JsonGenerator json, FeedPage page) {
    json.writeStartObject();
    writeHead(json, page);
    json.writeStartObject("entities");
    for (EntityType type : page.types()) {
      json.writeStartArray(type.name());
      page.read(type, record -> RecordJson.write(json, type, record));
      json.writeEnd();
    }
    json.writeEnd().writeEnd();
  }

  /** What a page has besides its records: all that the next pull needs. */
  static void writeHead(JsonGenerator json, FeedPage page) {
    json.write("since", page.since().toString())
        .write("updatedAt", page.updatedAt().toString())
        .write("hasMore", page.hasMore())
        .write("feed", page.feed());
    Stamp initial = page.initial();
    if (initial != null) {
      json.write("initial", initial.toString());
    }
  }
}
