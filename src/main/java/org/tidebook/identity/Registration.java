package org.tidebook.identity;

import jakarta.json.JsonObject;

/** What {@code POST /api/auth/register} is asked: a new tenant and its owner. */
record Registration(
    String organisation, String name, String email, String password, boolean remember) {

  static final int MIN_PASSWORD_LENGTH = 8;
  static final int MAX_PASSWORD_LENGTH = 200;

  /**
   * @throws org.tidebook.sync.problem.HttpProblem {@code invalid}
   */
  static Registration of(JsonObject body) {
    FieldReader fields = new FieldReader(body);
    Registration registration =
        new Registration(
            fields.name("organisation"),
            fields.name("name"),
            fields.email("email"),
            fields.sized("password", MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH),
            fields.flag("remember"));
    fields.requireNoErrors();
    return registration;
  }

  @Override
  public String toString() {
    return "Registration[secret]";
  }
}
