package org.tidebook.identity;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hashes and checks passwords with the platform's own hash. */
@ApplicationScoped
public class Passwords {

  @Inject private Pbkdf2PasswordHash hash;
  @Inject private PasswordIterations iterations;

  private String nobodysHash = "";

  @PostConstruct
  void initialize() {
    hash.initialize(
        Map.of(
            "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
            "Pbkdf2PasswordHash.Iterations", Integer.toString(iterations.count()),
            "Pbkdf2PasswordHash.SaltSizeBytes", "32",
            "Pbkdf2PasswordHash.KeySizeBytes", "64"));
    nobodysHash = hash.generate("no one has this password".toCharArray());
  }

  String hash(String password) {
    return hash.generate(password.toCharArray());
  }

  /** Whether the password is the user's; without a user it takes as long and is false (D3). */
  boolean matches(String password, @Nullable User user) {
    String stored = user == null ? nobodysHash : user.passwordHash();
    return hash.verify(password.toCharArray(), stored) && user != null;
  }
}
