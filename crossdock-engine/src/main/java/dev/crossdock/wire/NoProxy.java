package dev.crossdock.wire;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/// The rules of NO_PROXY, a list with commas or blanks between its entries:
///
/// | entry | excepts |
/// |---|---|
/// | `*` | everything |
/// | `example.com`, `.example.com`, `*.example.com` | that host and all below it |
/// | `192.0.2.1`, `2001:db8::1`, `[2001:db8::1]` | that address |
/// | `192.0.2.0/24`, `2001:db8::/32` | the addresses of that network |
/// | any of the names or addresses with `:port` (an IPv6 address in brackets) | the same on that port only |
///
/// Addresses are compared with addresses that the target is written as; names are not resolved.
final class NoProxy {

    private NoProxy() {}

    /// Whether the host is a name or address of the machine itself.
    static boolean isThisMachine(String host) {
        String name = normal(host);
        return name.equals("localhost") || name.endsWith(".localhost")
                || address(name).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    static boolean excepts(String list, Origin target) {
        String host = normal(target.host());
        int start = 0;
        for (int i = 0; i <= list.length(); i++) {
            if (i == list.length() || list.charAt(i) == ',' || Character.isWhitespace(list.charAt(i))) {
                if (i > start && matches(list.substring(start, i), host, target.port())) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static boolean matches(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        if (slash >= 0) {
            return inNetwork(entry.substring(0, slash), entry.substring(slash + 1), host);
        }
        int colon = entry.lastIndexOf(':');
        boolean withPort = colon >= 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
        if (withPort && !entry.substring(colon + 1).equals(Integer.toString(port))) {
            return false;
        }
        return sameHost(normal(withPort ? entry.substring(0, colon) : entry), host);
    }

    private static boolean sameHost(String entry, String host) {
        Optional<InetAddress> address = address(host);
        if (address.isPresent()) {
            return address.equals(address(entry));
        }
        String suffix = entry.startsWith("*") ? entry.substring(1) : entry;
        String name = suffix.startsWith(".") ? suffix.substring(1) : suffix;
        return !name.isEmpty() && (host.equals(name) || host.endsWith('.' + name));
    }

    private static boolean inNetwork(String network, String bits, String host) {
        Optional<InetAddress> base = address(normal(network));
        Optional<InetAddress> address = address(host);
        if (base.isEmpty() || address.isEmpty()) {
            return false;
        }
        byte[] left = base.get().getAddress();
        byte[] right = address.get().getAddress();
        int count = number(bits);
        if (left.length != right.length || count < 0 || count > left.length * 8) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int differing = left[i / 8] ^ right[i / 8];
            if ((differing & (0x80 >> (i % 8))) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int number(String digits) {
        int value = digits.isEmpty() || digits.length() > 3 ? -1 : 0;
        for (int i = 0; i < digits.length() && value >= 0; i++) {
            int digit = Character.digit(digits.charAt(i), 10);
            value = digit < 0 ? -1 : value * 10 + digit;
        }
        return value;
    }

    private static String normal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String name = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        return name.toLowerCase(Locale.ROOT);
    }

    /// The address that `host` spells, without asking anybody for a name.
    private static Optional<InetAddress> address(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
