package org.tidebook.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a member of a tenant may do. The word, on the wire and in the database, is lower-case. */
public enum Role {
  OWNER(true),
  EDITOR(true),
  VIEWER(false);

  private final boolean writes;

  Role(boolean writes) {
    this.writes = writes;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of all roles, the mightiest first. */
  static List<String> words() {
    return Arrays.stream(values()).map(Role::word).toList();
  }

  /** Whether the role may change records. */
  public boolean mayWrite() {
    return writes;
  }

  /**
   * The role that a word stands for.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Role ofWord(String word) {
    return Arrays.stream(values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no role " + word + "."));
  }
}
