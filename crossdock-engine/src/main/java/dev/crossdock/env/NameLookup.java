package dev.crossdock.env;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One question to the name service. The system's resolver can neither be interrupted nor given a time limit, and
/// would hold the carrier of a virtual thread; so a thread of its own asks, and is left alone when it takes too long.
final class NameLookup implements Runnable {

    private static final String NAME = "the addresses of a host";

    private final String host;
    private final CountDownLatch answered = new CountDownLatch(1);
    private InetAddress @Nullable [] addresses;
    private @Nullable UnknownHostException failure;

    private NameLookup(String host) {
        this.host = host;
    }

    /// The addresses of `host`, at least one.
    static InetAddress[] addresses(String host, long timeoutNanos) throws UnknownHostException, StalledException {
        if (isAddress(host)) {
            return InetAddress.getAllByName(host);
        }
        NameLookup lookup = new NameLookup(host);
        Thread.ofPlatform().daemon().name("name lookup").start(lookup);
        return lookup.await(timeoutNanos);
    }

    @Override
    public void run() {
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            failure = unknown;
        } finally {
            answered.countDown();
        }
    }

    private InetAddress[] await(long timeoutNanos) throws UnknownHostException, StalledException {
        Cancellation.beginWait(NAME);
        try {
            if (!answered.await(timeoutNanos, TimeUnit.NANOSECONDS)) {
                throw new StalledException("no addresses of " + host + " within " + timeoutNanos / 1_000_000 + " ms");
            }
        } catch (InterruptedException interrupted) {
            throw Cancellation.cutShort(NAME);
        } finally {
            Cancellation.endWait();
        }
        InetAddress[] found = addresses;
        if (found == null || found.length == 0) {
            UnknownHostException unknown = failure;
            throw unknown == null ? new UnknownHostException(host) : unknown;
        }
        return found;
    }

    private static boolean isAddress(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == ':') {
                return true;
            }
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
