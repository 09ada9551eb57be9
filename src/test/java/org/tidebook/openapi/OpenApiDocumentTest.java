package org.tidebook.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidebook.identity.Public;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;

class OpenApiDocumentTest {

  private static final Iterable<JavaClass> PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.tidebook");

  private final EntityTypes types = EntityTypes.among(classesWith(Entity.class));
  private final JsonObject document = OpenApiDocument.of(types);

  @Test
  void aValidatorFindsNothingWrong() {
    assertEquals(List.of(), messages(document.toString()));
  }

  @Test
  void theValidatorWouldFindWhatIsWrong() {
    String broken =
        document
            .toString()
            .replace("\"operationId\":\"pull\",", "\"operationId\":\"push\",\"bogus\":1,");

    assertFalse(messages(broken).isEmpty());
  }

  /** O2: by the annotations, whether each call needs a sign-in. */
  @Test
  void everyResourceMethodIsDescribedAndNothingElse() {
    assertEquals(calls(), described());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    Set<String> references = new TreeSet<>();
    collectReferences(document, references);
    references.forEach(
        r -> assertTrue(Json.createPointer(r.substring(1)).containsValue(document), r));
    assertTrue(references.size() > 10);
  }

  @Test
  void noTwoOperationsHaveOneId() {
    List<String> ids = new ArrayList<>();
    document
        .getJsonObject("paths")
        .values()
        .forEach(
            item ->
                item.asJsonObject()
                    .values()
                    .forEach(
                        operation -> ids.add(operation.asJsonObject().getString("operationId"))));

    assertEquals(ids.size(), new HashSet<>(ids).size());
  }

  @Test
  void aSchemaHasItsTypesFieldsAndConstraints() {
    JsonObject account = schema("Account");
    JsonObject properties = account.getJsonObject("properties");

    assertEquals(255, properties.getJsonObject("name").getInt("maxLength"));
    assertTrue(properties.getJsonObject("kind").getJsonArray("enum").toString().contains("bank"));
    String decimal = properties.getJsonObject("openingBalance").getString("pattern");
    for (String number : List.of("0", "-1200.5", "123456789012345.6789", "0.0001")) {
      assertTrue(number.matches(decimal), number);
    }
    for (String number : List.of("01", "1.", "1e3", "1234567890123456", "1.00001", "")) {
      assertFalse(number.matches(decimal), number);
    }
    assertTrue(account.getJsonArray("required").toString().contains("currency"));
    assertFalse(account.getJsonArray("required").toString().contains("archived"));
    assertEquals(JsonValue.FALSE, schema("AccountChange").get("additionalProperties"));
  }

  private JsonObject schema(String name) {
    return document.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
  }

  private static List<String> messages(String document) {
    ParseOptions options = new ParseOptions();
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(document, null, options);
    List<String> messages = new ArrayList<>(result.getMessages());
    if (result.getOpenAPI() == null) {
      messages.add("It is no OpenAPI document.");
    }
    return messages;
  }

  /** {@code METHOD path}, to whether it is open to strangers. */
  private Map<String, Boolean> described() {
    Map<String, Boolean> calls = new TreeMap<>();
    document
        .getJsonObject("paths")
        .forEach(
            (path, item) ->
                item.asJsonObject()
                    .forEach(
                        (method, operation) ->
                            calls.put(
                                method.toUpperCase(Locale.ROOT) + " " + path,
                                Json.createArrayBuilder()
                                    .build()
                                    .equals(operation.asJsonObject().get("security")))));
    return calls;
  }

  private Map<String, Boolean> calls() {
    Map<String, Boolean> calls = new TreeMap<>();
    for (Class<?> resource : classesWith(Path.class)) {
      String root = resource.getAnnotation(Path.class).value();
      for (Method method : resource.getDeclaredMethods()) {
        String verb = verbOf(method);
        if (verb != null) {
          Path sub = method.getAnnotation(Path.class);
          String path = root + (sub == null ? "" : "/" + sub.value());
          for (String address : addresses(path)) {
            calls.put(verb + " " + address, method.isAnnotationPresent(Public.class));
          }
        }
      }
    }
    return calls;
  }

  /** With a pattern in a template taken out, and the entity types in the place of theirs. */
  private List<String> addresses(String path) {
    String plain = ("/" + path).replaceFirst("^//", "/");
    if (plain.startsWith("/{type")) {
      String rest = plain.substring(plain.indexOf("]+}") + 3);
      return types.all().stream().map(EntityType::path).map(p -> "/" + p + rest).toList();
    }
    return List.of(plain);
  }

  private static @Nullable String verbOf(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        return verb.value();
      }
    }
    return null;
  }

  private static List<Class<?>> classesWith(Class<? extends Annotation> annotation) {
    List<Class<?>> classes = new ArrayList<>();
    for (JavaClass type : PRODUCT) {
      if (type.isAnnotatedWith(annotation)) {
        classes.add(type.reflect());
      }
    }
    return classes;
  }

  private static void collectReferences(JsonValue value, Set<String> references) {
    if (value instanceof JsonObject object) {
      if (object.containsKey("$ref")) {
        references.add(object.getString("$ref"));
      }
      object.values().forEach(member -> collectReferences(member, references));
    } else if (value instanceof JsonArray array) {
      array.forEach(element -> collectReferences(element, references));
    }
  }
}
