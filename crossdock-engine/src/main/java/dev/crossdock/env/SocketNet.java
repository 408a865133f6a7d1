package dev.crossdock.env;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// TCP connections of the machine.
final class SocketNet implements Net {

    private final Watchdog watchdog = new Watchdog();

    @Override
    public Connection connect(String host, int port, long timeoutNanos) throws IOException {
        long deadline = watchdog.after(timeoutNanos);
        InetAddress[] addresses = NameLookup.addresses(host, timeoutNanos);
        IOException last = null;
        for (int i = 0; i < addresses.length; i++) {
            long left = deadline == Deadline.NONE ? Deadline.NONE : deadline - watchdog.now();
            // An even share for each that is left, so that a first address which swallows packets leaves time for a
            // second one that answers.
            long share = left / (addresses.length - i);
            try {
                return SocketConnection.open(new InetSocketAddress(addresses[i], port), share, watchdog);
            } catch (IOException failed) {
                last = joined(last, failed);
            }
        }
        throw last == null ? new ConnectException("no address of " + host) : last;
    }

    private static IOException joined(@Nullable IOException earlier, IOException failed) {
        if (earlier != null) {
            failed.addSuppressed(earlier);
        }
        return failed;
    }
}
