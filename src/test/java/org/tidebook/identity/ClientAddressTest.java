package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

  @Test
  void withoutAProxyItIsTheOtherEndOfTheConnection() {
    assertEquals("203.0.113.7", ClientAddress.of("203.0.113.7", List.of()));
    assertEquals("127.0.0.1", ClientAddress.of("127.0.0.1", List.of()));
  }

  @Test
  void whatSomeoneOutsideClaimsIsNotBelieved() {
    assertEquals("203.0.113.7", ClientAddress.of("203.0.113.7", List.of("198.51.100.1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "10.1.2.3", "192.168.0.2", "172.17.0.1", "fd00::2"})
  void aProxyOnThisMachineOrAPrivateNetworkIsBelieved(String proxy) {
    assertEquals("198.51.100.1", ClientAddress.of(proxy, List.of("198.51.100.1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.1.1.1, 198.51.100.1|198.51.100.1",
        "1.1.1.1, 198.51.100.1, 10.0.0.9|198.51.100.1",
        "198.51.100.1:4711|198.51.100.1",
        "10.0.0.5, 192.168.1.1|10.0.0.5",
        "198.51.100.1, unknown|127.0.0.1",
        "evil.example|127.0.0.1",
        "300.1.1.1|127.0.0.1",
        "1::2::3|127.0.0.1",
        "''|127.0.0.1",
      })
  void ofSeveralEntriesTheLastFromOutsideCounts(String forwarded, String client) {
    assertEquals(client, ClientAddress.of("127.0.0.1", List.of(forwarded)));
  }

  @Test
  void severalHeadersAreReadAsOne() {
    assertEquals("198.51.100.1", ClientAddress.of("127.0.0.1", List.of("1.1.1.1", "198.51.100.1")));
  }

  @Test
  void anIpv6AddressStandsForItsNetwork() {
    assertEquals(
        ClientAddress.of("2001:db8:1:2:3:4:5:6", List.of()),
        ClientAddress.of("127.0.0.1", List.of("[2001:db8:1:2::9]:4711")));
    assertEquals("2001:db8:1:2:0:0:0:0/64", ClientAddress.of("2001:db8:1:2::9", List.of()));
    assertEquals("fe80:0:0:0:0:0:0:0/64", ClientAddress.of("fe80::1%eth0", List.of()));
  }

  @Test
  void anIpv4AddressInTheFormOfIpv6IsTheSame() {
    assertEquals("203.0.113.7", ClientAddress.of("::ffff:203.0.113.7", List.of()));
  }

  @Test
  void anAddressThatNobodyGaveIsUnknown() {
    assertEquals("unknown", ClientAddress.of(null, List.of("198.51.100.1")));
    assertEquals("unknown", ClientAddress.of("localhost", List.of()));
  }
}
