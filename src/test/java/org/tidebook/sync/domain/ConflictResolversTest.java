package org.tidebook.sync.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ConflictResolversTest {

  private final ConflictResolvers resolvers = new ConflictResolvers();

  @Test
  void theNewerEditWinsUntilSomethingElseIsSet() {
    assertEquals("last_write_wins", resolvers.getConflictResolver("accounts").strategy());
  }

  @Test
  void theRuleOfATypeGoesBeforeTheRuleForAll() {
    ConflictResolver ofInvoices = new ManualMergeResolver();
    ConflictResolver ofAll = new FieldMergeResolver();
    resolvers.setConflictResolver("invoices", ofInvoices);
    resolvers.setConflictResolver(ofAll);
    assertSame(ofInvoices, resolvers.getConflictResolver("invoices"));
    assertSame(ofAll, resolvers.getConflictResolver("accounts"));
  }

  @Test
  void aTeamsOwnRuleIsAskedLikeTheOthers() {
    resolvers.setConflictResolver("contacts", ruleNamed("server_wins"));
    assertEquals("server_wins", resolvers.getConflictResolver("contacts").strategy());
  }

  @Test
  void aTeamsOwnRuleMayNotTakeTheNameOfLastWriteWins() {
    var impostor = ruleNamed("last_write_wins");
    assertThrows(
        IllegalArgumentException.class, () -> resolvers.setConflictResolver("contacts", impostor));
    assertThrows(IllegalArgumentException.class, () -> resolvers.setConflictResolver(impostor));
    resolvers.setConflictResolver(new LastWriteWinsResolver());
  }

  private static ConflictResolver ruleNamed(String strategy) {
    return new ConflictResolver() {
      @Override
      public String strategy() {
        return strategy;
      }

      @Override
      public ConflictResult resolve(ConflictContext context) {
        return ConflictResult.remote();
      }
    };
  }
}
