package org.tidebook.sync.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntityTypeTest {

  private final EntityType parcels = EntityType.of(Parcel.class);

  @Test
  void namesComeFromTheTableAndTheClass() {
    assertEquals("land_parcels", parcels.name());
    assertEquals("land-parcels", parcels.path());
    assertEquals("Land parcels", parcels.label());
    assertEquals("Plot", parcels.labelOne());
  }

  @Test
  void fieldsAreTheDeclaredOnesInTheirOrder() {
    assertEquals(
        List.of(
            "name",
            "kind",
            "currency",
            "salePrice",
            "dueDay",
            "size",
            "active",
            "bought",
            "ownerId",
            "description",
            "period",
            "month",
            "code",
            "weight",
            "debt",
            "email",
            "aboutType",
            "aboutId"),
        parcels.fields().stream().map(EntityField::name).toList());
    assertEquals("sale_price", Objects.requireNonNull(parcels.field("salePrice")).column());
    assertNull(parcels.field("scratch"));
  }

  @Test
  void copiedFieldsAreEqualAndOnARecordOfItsOwn() {
    var source = new Parcel();
    source.name = "North";
    source.salePrice = new BigDecimal("12.5");
    var copy = (Parcel) parcels.copyFields(source);
    assertNotSame(source, copy);
    assertEquals("North", copy.name);
    assertEquals(source.salePrice, copy.salePrice);
    assertNull(copy.ownerId);
  }

  @Test
  void aTextThatTheDatabaseCouldRefuseStopsTheStart() {
    var error = assertThrows(IllegalArgumentException.class, () -> EntityType.of(Endless.class));
    assertTrue(error.toString().contains("text of Endless needs @Size"), error.toString());
  }

  @Test
  void aDecimalWithoutDigitsStopsTheStart() {
    var error = assertThrows(IllegalArgumentException.class, () -> EntityType.of(Inexact.class));
    assertTrue(error.toString().contains("number of Inexact needs @Digits"), error.toString());
  }

  @Test
  void aTypeThatCannotSyncStopsTheStart() {
    var error = assertThrows(IllegalArgumentException.class, () -> EntityType.of(Dated.class));
    assertTrue(error.toString().contains("when of Dated"), error.toString());
  }

  @Test
  void aFieldToReviewThatIsNotThereStopsTheStart() {
    var error = assertThrows(IllegalArgumentException.class, () -> EntityType.of(Absent.class));
    assertTrue(error.toString().contains("Absent has no field price"), error.toString());
  }

  @Test
  void fieldsToReviewInAMergeThatAsksAboutAllStopTheStart() {
    var error = assertThrows(IllegalArgumentException.class, () -> EntityType.of(Curious.class));
    assertTrue(error.toString().contains("Curious has fields to review"), error.toString());
  }

  @Test
  void aClassWithoutATableNameStopsTheStart() {
    assertThrows(IllegalArgumentException.class, () -> EntityType.of(Nameless.class));
  }

  @Test
  void theRegistryTakesSyncedClassesOnlyInAlphabeticalOrder() {
    var types = EntityTypes.among(List.of(Parcel.class, String.class, Acre.class));
    assertEquals(
        List.of("acres", "land_parcels"), types.all().stream().map(EntityType::name).toList());
    assertNull(types.named("strings"));
  }

  @Test
  void aReferenceThatPointsNowhereStopsTheStart() {
    var error = assertThrows(IllegalArgumentException.class, () -> EntityType.of(Astray.class));
    assertTrue(error.toString().contains("where of Astray needs @Reference"), error.toString());
  }

  @Test
  void aTableNameThatADatabaseWouldCutStopsTheStart() {
    var error = assertThrows(IllegalArgumentException.class, () -> EntityType.of(Endlong.class));
    assertTrue(error.toString().contains("63"), error.toString());
  }

  @Test
  void aTypeKnowsTheOthersOfWhichThereAreMany() {
    var types = EntityTypes.among(List.of(Parcel.class, SyncSettings.class, Acre.class));
    var known = Objects.requireNonNull(types.named("acres"));
    assertEquals(List.of("acres", "land_parcels"), known.peerNames());
    assertEquals("land_parcels", Objects.requireNonNull(known.peer("land_parcels")).name());
    assertNull(known.peer("sync_settings"));
    assertNull(known.peer("houses"));
  }

  @Table(name = "acres")
  static class Acre extends SyncedEntity {}

  @Table(name = "absent")
  @Conflicts(value = Conflicts.Strategy.FIELD_MERGE, review = "price")
  static class Absent extends SyncedEntity {}

  @Table(name = "curious")
  @Conflicts(value = Conflicts.Strategy.MANUAL_MERGE, review = "createdAt")
  static class Curious extends SyncedEntity {}

  @Table(name = "endless")
  static class Endless extends SyncedEntity {
    protected @Nullable String text;
  }

  @Table(name = "inexact")
  static class Inexact extends SyncedEntity {
    protected @Nullable BigDecimal number;
  }

  @Table(name = "dated")
  static class Dated extends SyncedEntity {
    protected @Nullable Date when;
  }

  @Table(name = "astray")
  static class Astray extends SyncedEntity {
    @Reference protected @Nullable String where;
  }

  @Table(name = "a234567890123456789012345678901234567890123456789012345678901234")
  static class Endlong extends SyncedEntity {}

  static class Nameless extends SyncedEntity {}
}
