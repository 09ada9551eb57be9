package org.tidebook.sync.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides on all changes of a push, those of a group all or not at all. */
final class GroupJudge {

  private final Judge judge;
  private final Groups groups;
  private final Set<String> appliedGroups = new HashSet<>();

  GroupJudge(Judge judge, Groups groups) {
    this.judge = judge;
    this.groups = groups;
  }

  /** One outcome for each change, in their order; the draft takes what is to be written. */
  List<ChangeOutcome> judge(List<SentChange> changes, List<ReadChange> reads, Draft draft)
      throws SQLException {
    @Nullable ChangeOutcome[] outcomes = new ChangeOutcome[changes.size()];
    for (int place = 0; place < outcomes.length; place++) {
      String group = reads.get(place).group();
      if (outcomes[place] != null) {
        continue; // its group stood at an earlier place
      }
      if (group == null) {
        outcomes[place] = judge.judge(changes.get(place), reads.get(place), draft);
      } else {
        judgeGroup(group, changes, reads, draft, outcomes);
      }
    }
    List<ChangeOutcome> all = new ArrayList<>();
    Arrays.stream(outcomes).forEach(all::add);
    return all;
  }

  /** The groups that were applied whole. */
  Set<String> appliedGroups() {
    return appliedGroups;
  }

  private void judgeGroup(
      String group,
      List<SentChange> changes,
      List<ReadChange> reads,
      Draft draft,
      @Nullable ChangeOutcome[] outcomes)
      throws SQLException {
    Draft branch = draft.branch();
    SentChange blocking = null;
    for (int place : groups.placesOf(group)) {
      SentChange change = changes.get(place);
      outcomes[place] = judge.judge(change, reads.get(place), branch);
      if (blocking == null && !(outcomes[place] instanceof ChangeOutcome.Applied)) {
        blocking = change;
      }
    }
    if (blocking == null) {
      appliedGroups.add(group);
      draft.accept(branch);
      return;
    }
    for (int place : groups.placesOf(group)) {
      if (outcomes[place] instanceof ChangeOutcome.Applied) {
        outcomes[place] = new ChangeOutcome.Blocked(blocking.id());
      }
    }
    // What was not applied keeps its own outcome, and is given it again when it comes again.
    branch.receipts().stream().filter(receipt -> !receipt.applied()).forEach(draft::add);
  }
}
