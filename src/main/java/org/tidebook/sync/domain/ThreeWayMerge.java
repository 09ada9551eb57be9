package org.tidebook.sync.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.ConflictResult.Use;

/**
 * The rule that the merging resolvers share.
 *
 * <ol>
 *   <li>An absent field and a null one are the same: both say that it is empty.
 *   <li>A deletion is a change of every field, so of a deletion and an edit one stands whole: the
 *       newer, unless the edit changed nothing.
 *   <li>Where the base is not known, each field that differs counts as changed by both.
 * </ol>
 *
 * <p>Twin of {@code webapp-client/src/sync/domain/three-way-merge.ts}.
 */
final class ThreeWayMerge {

  private ThreeWayMerge() {}

  /**
   * Merges the two versions field by field.
   *
   * @param isReviewed whether a person decides on a field that both sides changed; fields in
   *     dispute are told in the order of their names
   */
  static ConflictResult merge(ConflictContext context, Predicate<String> isReviewed) {
    Map<String, @Nullable Object> local = context.local();
    Map<String, @Nullable Object> remote = context.remote();
    Map<String, @Nullable Object> base = context.base();
    if (local == null || remote == null) {
      return mergeDeletion(context, isReviewed);
    }
    boolean localIsNewer = localIsNewer(context);
    Map<String, @Nullable Object> merged = new HashMap<>();
    List<String> disputed = new ArrayList<>();
    for (String name : names(base, local, remote)) {
      Object mine = local.get(name);
      Object theirs = remote.get(name);
      boolean differs = !Objects.equals(mine, theirs);
      boolean onlyMine = differs && base != null && Objects.equals(theirs, base.get(name));
      boolean onlyTheirs = differs && base != null && Objects.equals(mine, base.get(name));
      boolean contested = differs && !onlyMine && !onlyTheirs;
      if (contested && isReviewed.test(name)) {
        disputed.add(name);
      }
      Object value = onlyMine || (contested && localIsNewer) ? mine : theirs;
      if (value != null) {
        merged.put(name, value);
      }
    }
    if (isSame(merged, remote)) {
      return new ConflictResult(Use.REMOTE, null, !disputed.isEmpty(), disputed);
    }
    return isSame(merged, local)
        ? new ConflictResult(Use.LOCAL, null, !disputed.isEmpty(), disputed)
        : new ConflictResult(Use.MERGED, merged, !disputed.isEmpty(), disputed);
  }

  private static ConflictResult mergeDeletion(
      ConflictContext context, Predicate<String> isReviewed) {
    Map<String, @Nullable Object> edited =
        context.local() == null ? context.remote() : context.local();
    if (context.remoteStamp() == null) {
      return ConflictResult.local(); // the server never had it: there is nothing to merge with
    }
    if (edited == null) {
      return ConflictResult.remote(); // both deleted it
    }
    Map<String, @Nullable Object> base = context.base();
    Map<String, @Nullable Object> before = base == null ? Map.of() : base;
    List<String> changed =
        names(base, edited, Map.of()).stream()
            .filter(name -> !Objects.equals(edited.get(name), before.get(name)))
            .toList();
    if (base != null && changed.isEmpty()) {
      return context.local() == null ? ConflictResult.local() : ConflictResult.remote();
    }
    List<String> disputed = changed.stream().filter(isReviewed).toList();
    return new ConflictResult(
        localIsNewer(context) ? Use.LOCAL : Use.REMOTE, null, !disputed.isEmpty(), disputed);
  }

  /** A tie goes to remote, as everywhere. */
  private static boolean localIsNewer(ConflictContext context) {
    Stamp remote = context.remoteStamp();
    return remote == null || context.localStamp().isAfter(remote);
  }

  private static boolean isSame(
      Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
    return names(null, one, other).stream()
        .allMatch(name -> Objects.equals(one.get(name), other.get(name)));
  }

  private static SortedSet<String> names(
      @Nullable Map<String, @Nullable Object> base,
      Map<String, @Nullable Object> one,
      Map<String, @Nullable Object> other) {
    SortedSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    if (base != null) {
      names.addAll(base.keySet());
    }
    return names;
  }
}
