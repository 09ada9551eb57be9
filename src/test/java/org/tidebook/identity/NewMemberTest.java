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

class NewMemberTest {

  @Test
  void aMemberHasOneOfTheRoles() {
    for (Role role : Role.values()) {
      assertEquals(role, NewMember.of(valid().add("role", role.word()).build()).role());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "admin", "Owner"})
  void anotherRoleIsRefusedByName(String role) {
    assertEquals(List.of("role"), wrongFields(valid().add("role", role).build()));
  }

  @Test
  void everyMissingFieldIsNamedAtOnce() {
    assertEquals(
        List.of("name", "email", "password", "role"), wrongFields(JsonObject.EMPTY_JSON_OBJECT));
  }

  @Test
  void thePasswordIsNotInTheTextOfTheRecord() {
    assertFalse(NewMember.of(valid().build()).toString().contains("correct"));
  }

  private static JsonObjectBuilder valid() {
    return Json.createObjectBuilder()
        .add("name", "Budi")
        .add("email", "budi@example.org")
        .add("password", "correct horse")
        .add("role", "editor");
  }

  private static List<String> wrongFields(JsonObject body) {
    return assertThrows(HttpProblem.class, () -> NewMember.of(body)).errors().stream()
        .map(FieldError::field)
        .toList();
  }
}
