package org.tidebook.sync.entity;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entity types as the schema document describes them, so that a client or a script needs to know
 * none beforehand. What is not set is left out.
 */
public final class TypeDescription {

  /** A text longer than this gets more than one line in a form. */
  private static final int LONGEST_LINE = 255;

  private TypeDescription() {}

  public static JsonObject of(EntityType type) {
    JsonArrayBuilder fields = Json.createArrayBuilder();
    for (EntityField field : type.fields()) {
      fields.add(of(type, field));
    }
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", type.name())
            .add("path", type.path())
            .add("label", type.label())
            .add("labelOne", type.labelOne());
    addFlag(json, "onePerTenant", type.onePerTenant());
    addFlag(json, "ownerOnly", type.ownerOnly());
    Conflicts conflicts = type.conflicts();
    if (conflicts != null) {
      json.add("conflicts", of(conflicts));
    }
    return json.add("fields", fields).build();
  }

  private static JsonObjectBuilder of(Conflicts conflicts) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("strategy", conflicts.value().word());
    return conflicts.review().length == 0
        ? json
        : json.add("review", Json.createArrayBuilder(List.of(conflicts.review())));
  }

  private static JsonObjectBuilder of(EntityType type, EntityField field) {
    Constraints limits = field.constraints();
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", field.name())
            .add("label", field.label())
            .add("type", field.type().word());
    addFlag(json, "required", limits.required());
    addText(json, "format", limits.format());
    addText(json, "references", limits.references());
    addText(json, "referencesTypeIn", limits.referencesTypeIn());
    addFlag(json, "machineFilled", limits.machineFilled());
    addCount(json, "minLength", limits.minLength());
    addCount(json, "maxLength", limits.maxLength());
    addFlag(json, "multiline", limits.maxLength() > LONGEST_LINE);
    addText(json, "pattern", limits.pattern());
    addCount(json, "integerDigits", limits.integerDigits());
    addCount(json, "fractionDigits", limits.fractionDigits());
    addBound(json, "min", "exclusiveMin", limits.min());
    addBound(json, "max", "exclusiveMax", limits.max());
    List<String> oneOf =
        Constraints.ENTITY_TYPE.equals(limits.format()) ? type.peerNames() : limits.oneOf();
    if (!oneOf.isEmpty()) {
      json.add("oneOf", Json.createArrayBuilder(oneOf));
    }
    return json;
  }

  private static void addFlag(JsonObjectBuilder json, String key, boolean set) {
    if (set) {
      json.add(key, true);
    }
  }

  private static void addCount(JsonObjectBuilder json, String key, int count) {
    if (count > 0) {
      json.add(key, count);
    }
  }

  private static void addText(JsonObjectBuilder json, String key, @Nullable String text) {
    if (text != null) {
      json.add(key, text);
    }
  }

  private static void addBound(
      JsonObjectBuilder json, String key, String exclusiveKey, @Nullable Bound bound) {
    if (bound != null) {
      json.add(key, bound.number().toPlainString());
      addFlag(json, exclusiveKey, bound.exclusive());
    }
  }
}
