package org.tidebook.sync.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeDescriptionTest {

  private final JsonObject parcels =
      TypeDescription.of(EntityTypes.among(List.of(Parcel.class, SyncSettings.class)).all().get(0));

  @Test
  void theTypeSaysWhatItIsCalled() {
    assertEquals("land_parcels", parcels.getString("name"));
    assertEquals("land-parcels", parcels.getString("path"));
    assertEquals("Land parcels", parcels.getString("label"));
    assertEquals("Plot", parcels.getString("labelOne"));
  }

  @Test
  void aFieldSaysWhatBeanValidationSays() {
    assertField(
        "{'name':'name','label':'Name','type':'text','required':true,'minLength':1,'maxLength':20}");
    assertField("{'name':'kind','label':'Kind','type':'text','oneOf':['field','forest']}");
    assertField(
        "{'name':'salePrice','label':'Sale price','type':'decimal','integerDigits':15,"
            + "'fractionDigits':4,'min':'0','exclusiveMin':true}");
    assertField("{'name':'dueDay','label':'Due day','type':'integer','min':'1','max':'28'}");
    assertField(
        "{'name':'month','label':'Month','type':'text','format':'month','maxLength':7,"
            + "'pattern':'[0-9]{4}-(0[1-9]|1[0-2])'}");
    assertField("{'name':'code','label':'Code','type':'text','minLength':3,'maxLength':3}");
    assertField(
        "{'name':'weight','label':'Weight','type':'decimal','integerDigits':5,'fractionDigits':2,"
            + "'min':'0','exclusiveMin':true}");
    assertField(
        "{'name':'debt','label':'Debt','type':'decimal','integerDigits':5,'fractionDigits':2,"
            + "'max':'0'}");
    assertField("{'name':'email','label':'Email','type':'text','format':'email','maxLength':255}");
    assertField("{'name':'active','label':'Active','type':'boolean'}");
    assertField("{'name':'bought','label':'Bought','type':'date'}");
    assertField("{'name':'ownerId','label':'Owner','type':'reference','references':'contacts'}");
    assertField(
        "{'name':'description','label':'In words','type':'text','maxLength':4000,"
            + "'multiline':true}");
  }

  @Test
  void aReferenceSaysWhichFieldHoldsItsType() {
    assertField(
        "{'name':'aboutType','label':'About type','type':'text','format':'entity_type',"
            + "'machineFilled':true,'maxLength':63,'oneOf':['land_parcels']}");
    assertField(
        "{'name':'aboutId','label':'About','type':'reference','referencesTypeIn':'aboutType'}");
  }

  @Test
  void aTypeOfOneRecordThatOnlyTheOwnerChangesSaysSo() {
    var settings = TypeDescription.of(EntityType.of(SyncSettings.class));
    assertTrue(settings.getBoolean("onePerTenant"));
    assertTrue(settings.getBoolean("ownerOnly"));
    assertFalse(parcels.containsKey("onePerTenant") || parcels.containsKey("ownerOnly"));
    assertEquals("Sync settings", settings.getString("labelOne"));
  }

  @Test
  void aTypeSaysHowItsConflictsAreDecidedWhereThatIsNotByTheNewerEdit() {
    assertEquals(
        read("{'strategy':'field_merge','review':['debt']}".replace('\'', '"')),
        parcels.getJsonObject("conflicts"));
    assertFalse(TypeDescription.of(EntityType.of(SyncSettings.class)).containsKey("conflicts"));
  }

  @Test
  void aCurrencyListsItsCodes() {
    var currency = field("currency");
    assertEquals("currency", currency.getString("format"));
    assertTrue(currency.getJsonArray("oneOf").contains(Json.createValue("CZK")));
  }

  private void assertField(String expected) {
    var json = read(expected.replace('\'', '"'));
    assertEquals(json, field(json.getString("name")));
  }

  private JsonObject field(String name) {
    return parcels.getJsonArray("fields").stream()
        .map(JsonValue::asJsonObject)
        .filter(field -> field.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject read(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
