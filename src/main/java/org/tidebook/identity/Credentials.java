package org.tidebook.identity;

import jakarta.json.JsonObject;

/** What {@code POST /api/auth/login} is asked. */
record Credentials(String email, String password, boolean remember) {

  /**
   * @throws org.tidebook.sync.problem.HttpProblem {@code invalid}
   */
  static Credentials of(JsonObject body) {
    FieldReader fields = new FieldReader(body);
    Credentials credentials =
        new Credentials(fields.email("email"), fields.present("password"), fields.flag("remember"));
    fields.requireNoErrors();
    return credentials;
  }

  @Override
  public String toString() {
    return "Credentials[secret]";
  }
}
