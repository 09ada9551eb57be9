package org.tidebook.sync.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which changes of a push stand together, by their place in it.
 *
 * <p>A group is applied as a whole at the place of its first change: changes that stand between its
 * members come after it.
 */
final class Groups {

  private final Map<String, List<Integer>> placesByGroup = new LinkedHashMap<>();

  Groups(List<ReadChange> changes) {
    for (int place = 0; place < changes.size(); place++) {
      String group = changes.get(place).group();
      if (group != null) {
        placesByGroup.computeIfAbsent(group, g -> new ArrayList<>()).add(place);
      }
    }
  }

  List<Integer> placesOf(String group) {
    return placesByGroup.getOrDefault(group, List.of());
  }

  /** The hash of each group's members, by group. */
  Map<String, String> membersHashes(List<SentChange> changes) {
    Map<String, String> hashes = new LinkedHashMap<>();
    placesByGroup.forEach(
        (group, places) ->
            hashes.put(
                group,
                ContentHash.ofMembers(places.stream().map(p -> changes.get(p).key()).toList())));
    return hashes;
  }
}
