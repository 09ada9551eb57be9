package org.tidebook.sync.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

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
    ConflictResolver serverWins =
        new ConflictResolver() {
          @Override
          public String strategy() {
            return "server_wins";
          }

          @Override
          public ConflictResult resolve(ConflictContext context) {
            return ConflictResult.remote();
          }
        };
    resolvers.setConflictResolver("contacts", serverWins);
    assertEquals("server_wins", resolvers.getConflictResolver("contacts").strategy());
  }
}
