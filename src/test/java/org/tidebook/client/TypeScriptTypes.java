package org.tidebook.client;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes TypeScript types for the entity types of a schema document, and of nothing else. */
final class TypeScriptTypes {

  private static final String HEAD =
      """
      /** A decimal number in canonical form, such as `1234.5`. */
      export type DecimalText = string;
      /** A day, `YYYY-MM-DD`. */
      export type DateText = string;
      /** A month, `YYYY-MM`. */
      export type MonthText = string;
      /** A code of ISO 4217. */
      export type CurrencyCode = string;
      /** The id of a record of one entity type. */
      export type IdOf<_Type extends EntityTypeName> = string;

      /** What every record has beside its fields (docs/protocol.md, 3). */
      export interface Envelope {
        readonly id: string;
        readonly createdAt: string;
        readonly updatedAt: string;
        readonly updatedBy: string;
        readonly deletedAt: string | null;
      }
      """;

  private TypeScriptTypes() {}

  /** The text of the module, without a header. */
  static String of(JsonObject schema) {
    List<JsonObject> types = schema.getJsonArray("types").getValuesAs(JsonObject.class);
    StringBuilder text = new StringBuilder(HEAD);
    types.forEach(type -> text.append(interfaceOf(type)));
    text.append("\n/** The record of each entity type, by the type's name. */\n");
    text.append("export interface EntityTypes {\n");
    types.forEach(
        type ->
            text.append("  readonly %s: %s;\n".formatted(type.getString("name"), nameOf(type))));
    return text.append("}\n\nexport type EntityTypeName = keyof EntityTypes;\n").toString();
  }

  private static String interfaceOf(JsonObject type) {
    var text = new StringBuilder();
    text.append("\n/** One of `%s`. */\n".formatted(type.getString("name")));
    text.append("export interface %s extends Envelope {\n".formatted(nameOf(type)));
    for (JsonObject field : type.getJsonArray("fields").getValuesAs(JsonObject.class)) {
      boolean required = field.getBoolean("required", false);
      text.append("  readonly ")
          .append(field.getString("name"))
          .append(required ? ": " : "?: ")
          .append(valueOf(field))
          .append(required ? ";\n" : " | null;\n");
    }
    return text.append("}\n").toString();
  }

  private static String valueOf(JsonObject field) {
    return switch (field.getString("type")) {
      case "text" -> textOf(field);
      case "reference" ->
          field.containsKey("references")
              ? "IdOf<'" + field.getString("references") + "'>"
              : "IdOf<EntityTypeName>";
      case "decimal" -> "DecimalText";
      case "date" -> "DateText";
      case "integer" -> "number";
      case "boolean" -> "boolean";
      default -> throw new IllegalArgumentException("No TypeScript type for " + field);
    };
  }

  private static String textOf(JsonObject field) {
    return switch (field.getString("format", "")) {
      case "currency" -> "CurrencyCode";
      case "month" -> "MonthText";
      case "entity_type" -> "EntityTypeName";
      default -> field.containsKey("oneOf") ? unionOf(field) : "string";
    };
  }

  private static String unionOf(JsonObject field) {
    return field.getJsonArray("oneOf").stream()
        .map(word -> "'" + ((JsonString) word).getString() + "'")
        .collect(Collectors.joining(" | "));
  }

  /** {@code Rental agreement} → {@code RentalAgreement}. */
  private static String nameOf(JsonObject type) {
    return List.of(type.getString("labelOne").split(" ")).stream()
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
