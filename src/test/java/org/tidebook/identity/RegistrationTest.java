package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.problem.FieldError;
import org.tidebook.sync.problem.HttpProblem;

class RegistrationTest {

  @Test
  void blanksAroundNamesAreDroppedButNotOfThePassword() {
    Registration registration =
        Registration.of(
            valid()
                .add("organisation", "  Harbour Homes ")
                .add("email", " Ayu@Example.org ")
                .add("password", "  spaces count  ")
                .build());

    assertEquals("Harbour Homes", registration.organisation());
    assertEquals("Ayu@Example.org", registration.email());
    assertEquals("  spaces count  ", registration.password());
    assertFalse(registration.remember());
  }

  @Test
  void everyMissingFieldIsNamedAtOnce() {
    assertEquals(
        List.of("organisation", "name", "email", "password"),
        wrongFields(JsonObject.EMPTY_JSON_OBJECT));
  }

  @Test
  void aFieldOfAnotherTypeIsNamedOnce() {
    assertEquals(
        List.of("name", "remember"),
        wrongFields(valid().add("name", 5).add("remember", "yes").build()));
  }

  @Test
  void nullIsMissing() {
    assertEquals(List.of("name"), wrongFields(valid().addNull("name").build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "ayu", "@example.org", "ayu@", "a b@example.org", "a@b@c"})
  void anImplausibleEmailIsRefused(String email) {
    assertEquals(List.of("email"), wrongFields(valid().add("email", email).build()));
  }

  @Test
  void whatCannotBeStoredIsRefused() {
    assertEquals(
        List.of("organisation", "name", "email"),
        wrongFields(
            valid()
                .add("organisation", "a\u0000b")
                .add("name", "half a pair \ud83d")
                .add("email", "a\u0007@example.org")
                .build()));
  }

  @Test
  void lengthsHaveBounds() {
    assertEquals(
        List.of("organisation", "email", "password"),
        wrongFields(
            valid()
                .add("organisation", "x".repeat(256))
                .add("email", "x".repeat(250) + "@a.b.c")
                .add("password", "x".repeat(201))
                .build()));
    assertEquals(List.of("password"), wrongFields(valid().add("password", "1234567").build()));
    Registration.of(valid().add("name", "名".repeat(255)).add("password", "12345678").build());
  }

  @Test
  void thePasswordIsNotInTheTextOfTheRecord() {
    assertFalse(Registration.of(valid().build()).toString().contains("correct"));
  }

  private static JsonObjectBuilder valid() {
    return Json.createObjectBuilder()
        .add("organisation", "Harbour Homes")
        .add("name", "Ayu")
        .add("email", "ayu@example.org")
        .add("password", "correct horse");
  }

  private static List<String> wrongFields(JsonObject body) {
    return assertThrows(HttpProblem.class, () -> Registration.of(body)).errors().stream()
        .map(FieldError::field)
        .toList();
  }
}
