package org.tidebook.sync.api;

import jakarta.json.stream.JsonGenerator;
import java.io.BufferedWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.RecordJson;
import org.tidebook.sync.store.FeedPage;

/**
 * A page of the feed as lines of JSON (protocol, 4): a record a line, and a last line with what the
 * next pull needs. An answer that breaks off has no last line, so it moves no checkpoint.
 */
final class FeedLines {

  private static final int BUFFER_CHARS = 16 * 1024;

  private FeedLines() {}

  static void write(OutputStream out, FeedPage page) throws IOException {
    Writer lines =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER_CHARS);
    for (EntityType type : page.types()) {
      page.read(
          type,
          record -> {
            try (JsonGenerator json = JsonStream.generator(new Line(lines))) {
              json.writeStartObject().write("type", type.name());
              RecordJson.write(json, "record", type, record);
              json.writeEnd();
            }
          });
    }
    try (JsonGenerator json = JsonStream.generator(new Line(lines))) {
      json.writeStartObject();
      FeedDocument.writeHead(json, page);
      json.writeEnd();
    }
    lines.flush();
  }

  /** Takes one document: closing it ends the line, and not what the line is in. */
  private static final class Line extends FilterWriter {

    Line(Writer lines) {
      super(lines);
    }

    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
      out.write('\n');
    }
  }
}
