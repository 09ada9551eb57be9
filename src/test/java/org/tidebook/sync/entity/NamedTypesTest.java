package org.tidebook.sync.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that name entity types and fields, which the registry knows. */
class NamedTypesTest {

  private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

  private final RecordMerge merge = new RecordMerge(VALIDATORS.getValidator());
  private final EntityTypes types = EntityTypes.among(List.of(Parcel.class, SyncSettings.class));

  @AfterAll
  static void close() {
    VALIDATORS.close();
  }

  @Test
  void theNameOfAnEntityTypeIsTaken() {
    var result = merge.merge(type("land_parcels"), null, parcel("land_parcels"));
    assertInstanceOf(MergedRecord.Valid.class, result);
  }

  @ParameterizedTest
  @ValueSource(strings = {"houses", "Land_parcels", "sync_settings", ""})
  void anotherNameIsAnError(String name) {
    assertEquals(
        List.of(new FieldError("aboutType", "It must be the name of an entity type.")),
        errors(merge.merge(type("land_parcels"), null, parcel(name))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { } ",
        "{'land_parcels': {'strategy': 'last_write_wins'}}",
        "{'land_parcels': {'strategy': 'last_write_wins', 'review': []}}",
        "{'land_parcels': {'strategy': 'field_merge', 'review': ['salePrice', 'bought']}}",
        "{'land_parcels': {'review': [], 'strategy': 'manual_merge'}}"
      })
  void strategiesForTypesThatExistAreTaken(String text) {
    assertInstanceOf(MergedRecord.Valid.class, settings(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                                | It must be a JSON object in a text.
          []                                                | It must be a JSON object in a text.
          {} {}                                             | It must be a JSON object in a text.
          {'land_parcels': {'strategy':                     | It must be a JSON object in a text.
          {'houses': {'strategy': 'field_merge'}}           | Entry 1 does not name an entity type.
          {'sync_settings': {'strategy': 'field_merge'}}    | Entry 1 does not name an entity type.
          {'land_parcels': 'field_merge'}                   | The entry of land_parcels must be an object with a strategy.
          {'land_parcels': {'rule': 'field_merge'}}         | The entry of land_parcels may have the members strategy and review, and no other.
          {'land_parcels': {}}                              | The entry of land_parcels must have one of these strategies: last_write_wins, field_merge, manual_merge.
          {'land_parcels': {'strategy': 'mine'}}            | The entry of land_parcels must have one of these strategies: last_write_wins, field_merge, manual_merge.
          {'land_parcels': {'strategy': 5}}                 | The entry of land_parcels must have one of these strategies: last_write_wins, field_merge, manual_merge.
          {'land_parcels': {'strategy': 'field_merge', 'review': 'name'}}          | The entry of land_parcels must have a list of field names as its review.
          {'land_parcels': {'strategy': 'field_merge', 'review': ['name', 'x']}}   | The entry of land_parcels has a review whose item 2 does not name a field of that type.
          {'land_parcels': {'strategy': 'field_merge', 'review': [5]}}             | The entry of land_parcels has a review whose item 1 does not name a field of that type.
          {'land_parcels': {'strategy': 'last_write_wins', 'review': ['name']}}    | The entry of land_parcels has fields to review, which last_write_wins never asks about.
          """)
  void whatIsWrongWithStrategiesIsNamed(String text, String message) {
    assertEquals(List.of(new FieldError("strategies", message)), errors(settings(text)));
  }

  @Test
  void deepNestingIsAnErrorLikeAnyOther() {
    assertEquals("strategies", errors(settings("[".repeat(16_000))).get(0).field());
  }

  @Test
  void aTextThatIsTooLongIsNotRead() {
    assertEquals(
        List.of(new FieldError("strategies", "It may have at most 16000 characters.")),
        errors(settings(" ".repeat(16_001))));
  }

  private MergedRecord settings(String text) {
    var payload = Json.createObjectBuilder().add("strategies", text.replace('\'', '"')).build();
    return merge.merge(type("sync_settings"), null, payload);
  }

  private static JsonObject parcel(String aboutType) {
    return Json.createObjectBuilder().add("name", "North").add("aboutType", aboutType).build();
  }

  private static List<FieldError> errors(MergedRecord result) {
    return assertInstanceOf(MergedRecord.Invalid.class, result).errors();
  }

  private EntityType type(String name) {
    return Objects.requireNonNull(types.named(name));
  }
}
