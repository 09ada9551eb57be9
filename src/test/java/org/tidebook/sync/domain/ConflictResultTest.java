package org.tidebook.sync.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.ConflictResult.Use;

class ConflictResultTest {

  @Test
  void oneSideCarriesNoRecord() {
    assertNull(ConflictResult.local().merged());
    assertThrows(
        IllegalArgumentException.class,
        () -> new ConflictResult(Use.REMOTE, Map.of(), false, List.of()));
  }

  @Test
  void aMergedResultCarriesTheRecord() {
    Map<String, @Nullable Object> merged = new HashMap<>();
    merged.put("description", null);
    assertEquals(merged, ConflictResult.merged(merged).merged());
    assertThrows(
        IllegalArgumentException.class,
        () -> new ConflictResult(Use.MERGED, null, false, List.of()));
  }

  @Test
  void disputedFieldsNeedAPerson() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ConflictResult(Use.REMOTE, null, false, List.of("name")));
    assertEquals(
        List.of("name"),
        new ConflictResult(Use.REMOTE, null, true, List.of("name")).disputedFields());
  }
}
