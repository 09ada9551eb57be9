package org.tidebook.sync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.books.Account;
import org.tidebook.books.Contact;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.store.FeedQuery;

class FeedParametersTest {

  private final EntityTypes types = EntityTypes.among(List.of(Account.class, Contact.class));

  @Test
  void withoutParametersItIsAnInitialPullOfAllTypes() {
    assertEquals(new FeedQuery(Stamp.EPOCH, 1_000, types.all(), null, null), read("", ""));
  }

  @Test
  void parametersAreTakenAsTheyStand() {
    assertEquals(10_000, read("limit", "10000").limit());
    assertEquals(Stamp.ofMicros(1), read("since", "1970-01-01T00:00:00.0000019Z").since());
    assertEquals(Stamp.ofMicros(1), read("initial", "1970-01-01T00:00:00.000001Z").initial());
    assertEquals(
        List.of("contacts", "accounts"),
        read("types", "contacts,accounts,contacts").types().stream()
            .map(EntityType::name)
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "since, yesterday",
    "since, 2026-11-22T08:00:00",
    "since, 1969-12-31T23:59:59Z",
    "since, ''",
    "initial, 5",
    "limit, 0",
    "limit, 10001",
    "limit, -1",
    "limit, 1.5",
    "limit, ''",
    "types, houses",
    "types, ''",
    "types, 'accounts,'",
    "feed, main"
  })
  void anUnreadableParameterIsNamed(String name, String value) {
    var problem = assertThrows(HttpProblem.class, () -> read(name, value));
    assertTrue(String.valueOf(problem.detail()).contains("parameter " + name), problem.detail());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "10001, 10001",
    "0010, 10",
    "1000000001, 1000000000",
    "99999999999999999999, 1000000000"
  })
  void linesMayBeAsManyAsTheCallerLikes(String text, int limit) {
    assertEquals(limit, lines(text).limit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "1e6", "many", "+1", "١"})
  void aLimitOfLinesIsAWholeNumberFromOneOn(String text) {
    var problem = assertThrows(HttpProblem.class, () -> lines(text));
    assertTrue(String.valueOf(problem.detail()).contains("parameter limit"), problem.detail());
  }

  @Test
  void aMisspeltParameterIsNoInitialPull() {
    var problem = assertThrows(HttpProblem.class, () -> read("sinse", "2026-11-22T08:00:00Z"));
    assertTrue(String.valueOf(problem.detail()).contains("since, limit, types, initial, feed"));
  }

  @Test
  void aParameterMayBeGivenOnce() {
    var parameters = new MultivaluedHashMap<String, String>();
    parameters.addAll("limit", "1", "2");
    assertThrows(HttpProblem.class, () -> FeedParameters.read(parameters, types, FeedFormat.JSON));
  }

  private FeedQuery lines(String limit) {
    var parameters = new MultivaluedHashMap<String, String>();
    parameters.add("limit", limit);
    return FeedParameters.read(parameters, types, FeedFormat.LINES);
  }

  private FeedQuery read(String name, String value) {
    var parameters = new MultivaluedHashMap<String, String>();
    if (!name.isEmpty()) {
      parameters.add(name, value);
    }
    return FeedParameters.read(parameters, types, FeedFormat.JSON);
  }
}
