package org.tidebook.openapi;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tidebook.sync.problem.ProblemType;

/** The feed, the push, the events and the schema of a device. */
final class StatePaths {

  private static final String TAG = "Sync";

  private StatePaths() {}

  static void add(Paths paths) {
    paths
        .add("GET", "/state/changes", pull())
        .add("POST", "/state/changes", push())
        .add("GET", "/state/digest", digest())
        .add("GET", "/state/events", events())
        .add("GET", "/state/schema", schema());
  }

  static Map<String, JsonObject> schemas() {
    Map<String, JsonObject> schemas = new LinkedHashMap<>();
    schemas.put("Page", page());
    schemas.put("Push", Schemas.object(pushMembers()));
    schemas.put("Change", change());
    schemas.put("PushResult", pushResult());
    schemas.put("ChangeResult", changeResult());
    return schemas;
  }

  private static Operation pull() {
    return Operation.of(TAG, "pull", "What changed after a checkpoint")
        .query("since", "The checkpoint; absent is an initial pull", Schemas.stamp())
        .query(
            "limit",
            "Records in one page; 1,000 if absent. One document has 10,000 at most, lines have no limit",
            Schemas.integer(1, Long.MAX_VALUE))
        .query("types", "Entity types, separated by commas; all if absent", Schemas.text())
        .query("initial", "What the page before said, while hasMore", Schemas.stamp())
        .query("feed", "The feed of the checkpoint", Schemas.uuid())
        .header("If-None-Match", "The page that the caller has, by its ETag", Schemas.text())
        .answer(
            200,
            "A page of the feed, with an ETag; or a record a line, and the rest at the end",
            Schemas.ref("Page"),
            "application/x-ndjson",
            Schemas.text())
        .unchanged("If-None-Match names this page")
        .problems(ProblemType.BAD_REQUEST, ProblemType.RESYNC_REQUIRED);
  }

  private static Operation push() {
    return Operation.of(TAG, "push", "Apply up to 1,000 changes in one transaction")
        .body(Schemas.ref("Push"))
        .answer(200, "One result for each change, in order", Schemas.ref("PushResult"))
        .problems(ProblemType.RESYNC_REQUIRED);
  }

  private static Operation events() {
    return Operation.of(TAG, "listen", "When to pull, as server-sent events")
        .answer(
            200,
            "An event `changed` at once and whenever the feed moves; its data is JSON with"
                + " updatedAt, the feed's position, and feed. A comment every 15 s.",
            "text/event-stream",
            Schemas.text())
        .problems(ProblemType.SLOW_DOWN, ProblemType.UNAVAILABLE);
  }

  private static Operation digest() {
    Map<String, JsonObject> ofType = new LinkedHashMap<>();
    ofType.put("count", Schemas.integer(0, Long.MAX_VALUE));
    ofType.put("digest", Schemas.of("string").add("pattern", "^[0-9a-f]{16}$").build());
    Map<String, JsonObject> members = new LinkedHashMap<>();
    members.put("updatedAt", Schemas.stamp());
    members.put("feed", Schemas.uuid());
    members.put(
        "types", Schemas.of("object").add("additionalProperties", Schemas.object(ofType)).build());
    return Operation.of(TAG, "digest", "What the live records of each type come to")
        .answer(200, "For a device to compare with its own", Schemas.object(members));
  }

  private static Operation schema() {
    Map<String, JsonObject> members = new LinkedHashMap<>();
    members.put("version", Schemas.integer(1, 1));
    members.put("types", Schemas.list(Schemas.anyObject()));
    return Operation.of(TAG, "schema", "The entity types, their fields and constraints")
        .answer(200, "For clients that build their forms from it", Schemas.object(members));
  }

  private static JsonObject page() {
    Map<String, JsonObject> members = new LinkedHashMap<>();
    members.put("since", Schemas.stamp());
    members.put("updatedAt", Schemas.stamp());
    members.put("hasMore", Schemas.flag());
    members.put("feed", Schemas.uuid());
    members.put("initial?", Schemas.stamp());
    members.put(
        "entities",
        Schemas.of("object")
            .add("description", "By entity type; deleted records are tombstones")
            .add(
                "additionalProperties",
                Schemas.list(Schemas.either(Schemas.ref("AnyRecord"), Schemas.ref("Tombstone"))))
            .build());
    return Schemas.object(members);
  }

  private static Map<String, JsonObject> pushMembers() {
    Map<String, JsonObject> members = new LinkedHashMap<>();
    members.put("since?", Schemas.nullable(Schemas.stamp()));
    members.put("feed?", Schemas.nullable(Schemas.uuid()));
    members.put(
        "changes",
        Schemas.of("array").add("items", Schemas.ref("Change")).add("maxItems", 1_000).build());
    return members;
  }

  private static JsonObject change() {
    Map<String, JsonObject> members = new LinkedHashMap<>();
    members.put("id", Schemas.uuid());
    members.put("entityType", Schemas.text());
    members.put("action", Schemas.words("create", "update", "delete"));
    members.put("entityId", Schemas.uuid());
    members.put("group?", Schemas.nullable(Schemas.uuid()));
    members.put("updatedAt", Schemas.stamp());
    members.put("baseUpdatedAt?", Schemas.nullable(Schemas.stamp()));
    members.put("payload?", Schemas.nullable(Schemas.anyObject()));
    return Schemas.object(members);
  }

  private static JsonObject pushResult() {
    Map<String, JsonObject> members = new LinkedHashMap<>();
    members.put("results", Schemas.list(Schemas.ref("ChangeResult")));
    members.put("previous", Schemas.stamp());
    members.put("updatedAt", Schemas.stamp());
    members.put("feed", Schemas.uuid());
    return Schemas.object(members);
  }

  private static JsonObject changeResult() {
    Map<String, JsonObject> members = new LinkedHashMap<>();
    members.put("id", Schemas.uuid());
    members.put(
        "status", Schemas.words("applied", "superseded", "conflict", "blocked", "rejected"));
    members.put("updatedAt?", Schemas.stamp());
    members.put("created?", Schemas.flag());
    members.put("entity?", Schemas.nullable(Schemas.anyObject()));
    members.put("blockedBy?", Schemas.uuid());
    members.put("errors?", Schemas.list(Schemas.ref("FieldError")));
    return Schemas.object(members);
  }
}
