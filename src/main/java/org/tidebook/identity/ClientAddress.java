package org.tidebook.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From which address a request came, as far as it can be known behind a proxy.
 *
 * <p>{@code X-Forwarded-For} is believed only if the connection comes from this machine or a
 * private network, where a proxy stands; of its entries the last one counts that is not private
 * itself: what stands before it came from outside and may be invented.
 */
final class ClientAddress {

  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /** A home or an office has at least so many leading bytes of an IPv6 address to itself. */
  private static final int IPV6_NETWORK_BYTES = 8;

  private ClientAddress() {}

  /**
   * The address that a request is counted against.
   *
   * @param peer the other end of the connection
   * @param forwardedFor the values of {@code X-Forwarded-For}, in the order in which they came
   * @return an IPv4 address or the network of an IPv6 address, at most 64 characters
   */
  static String of(@Nullable String peer, List<String> forwardedFor) {
    InetAddress nearest = parse(peer == null ? "" : peer);
    if (nearest == null) {
      return "unknown";
    }
    List<InetAddress> path = new ArrayList<>();
    for (String value : forwardedFor) {
      Arrays.stream(value.split(",", -1)).map(ClientAddress::parse).forEach(path::add);
    }
    InetAddress client = nearest;
    for (int i = path.size() - 1; i >= 0 && isPrivate(client); i--) {
      InetAddress before = path.get(i);
      if (before == null) {
        break;
      }
      client = before;
    }
    return networkOf(client);
  }

  private static String networkOf(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    byte[] network = Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES);
    try {
      return InetAddress.getByAddress(Arrays.copyOf(network, 16)).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address.", e);
    }
  }

  private static boolean isPrivate(InetAddress address) {
    boolean uniqueLocal =
        address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc; // RFC 4193
    return uniqueLocal
        || address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress();
  }

  /** Null for what is no numeric address: a name would be looked up. */
  private static @Nullable InetAddress parse(String text) {
    String address = text.strip();
    int port = address.lastIndexOf(':');
    if (address.startsWith("[") && address.contains("]")) {
      address = address.substring(1, address.indexOf(']'));
    } else if (port >= 0 && IPV4.matcher(address.substring(0, port)).matches()) {
      address = address.substring(0, port);
    }
    address = address.replaceFirst("%.*$", ""); // the scope of a link-local address
    if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      return null; // looks like an address but is none, such as 1::2::3
    }
  }
}
