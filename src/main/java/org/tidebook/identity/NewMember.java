package org.tidebook.identity;

import jakarta.json.JsonObject;

/** What {@code POST /api/users} is asked: a member with a first password. */
record NewMember(String name, String email, String password, Role role) {

  /**
   * @throws org.tidebook.sync.problem.HttpProblem {@code invalid}
   */
  static NewMember of(JsonObject body) {
    FieldReader fields = new FieldReader(body);
    String name = fields.name("name");
    String email = fields.email("email");
    String password =
        fields.sized(
            "password", Registration.MIN_PASSWORD_LENGTH, Registration.MAX_PASSWORD_LENGTH);
    String role = fields.role("role");
    fields.requireNoErrors();
    return new NewMember(name, email, password, Role.ofWord(role));
  }

  @Override
  public String toString() {
    return "NewMember[secret]";
  }
}
