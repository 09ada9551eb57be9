package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RoleTest {

  @Test
  void aViewerAloneMayNotWrite() {
    assertTrue(Role.OWNER.mayWrite());
    assertTrue(Role.EDITOR.mayWrite());
    assertFalse(Role.VIEWER.mayWrite());
  }

  @Test
  void aRoleIsFoundByItsWord() {
    for (Role role : Role.values()) {
      assertEquals(role, Role.ofWord(role.word()));
    }
    assertThrows(IllegalArgumentException.class, () -> Role.ofWord("OWNER"));
  }
}
