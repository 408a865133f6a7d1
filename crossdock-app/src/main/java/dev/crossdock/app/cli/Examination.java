package dev.crossdock.app.cli;

import dev.crossdock.env.Env;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.ByteRange;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Digest;
import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What a transfer needs of a store, tried one after the other on as little as possible.
final class Examination {

    private static final String REACH = "reach";
    private static final String CREDENTIALS = "credentials";
    private static final String LIST = "list";
    private static final String READ = "read";
    private static final String WRITE = "write";
    private static final String DELETE = "delete";

    private final Env env;
    private final ObjectStore store;
    private final String prefix;
    private final List<Hop> hops = new ArrayList<>();

    Examination(Env env, ObjectStore store, String prefix) {
        this.env = env;
        this.store = store;
        this.prefix = prefix;
    }

    /// One hop on the way.
    ///
    /// @param name what was tried
    /// @param state `ok`, `failed` or `not tried`
    /// @param found what was seen, or why it was not tried; may be empty
    /// @param failure why it failed
    record Hop(String name, String state, String found, Optional<Failure> failure) {

        static Hop good(String name, String found) {
            return new Hop(name, "ok", found, Optional.empty());
        }

        static Hop untried(String name, String why) {
            return new Hop(name, "not tried", why, Optional.empty());
        }
    }

    /// Tries all of it, as far as one hop does not rule out the next.
    List<Hop> execute(boolean readOnly) {
        Optional<ObjectStat> first = Optional.empty();
        try (Listing listing = store.list(ListOptions.of(prefix))) {
            first = listing.next();
            hops.add(Hop.good(REACH, ""));
            hops.add(Hop.good(CREDENTIALS, ""));
            hops.add(Hop.good(LIST, first.map(stat -> "first key " + Keys.printable(stat.key())).orElse("no object")));
        } catch (StoreException e) {
            failed(LIST, e.failure());
        }
        if (reached()) {
            read(first);
            write(readOnly);
        }
        return hops;
    }

    /// Who was not even let in is not tried further.
    private boolean reached() {
        return hops.stream().noneMatch(hop -> hop.failure().isPresent() && !hop.name().equals(LIST));
    }

    private void failed(String step, Failure failure) {
        String hop = switch (failure.failureClass()) {
            case NETWORK, INVALID_RESPONSE, BUCKET_CONFIG -> REACH;
            case AUTH_INVALID, AUTH_EXPIRED, CLOCK_SKEW -> CREDENTIALS;
            default -> step;
        };
        if (step.equals(LIST) && !hop.equals(REACH)) {
            hops.add(Hop.good(REACH, ""));
            if (hop.equals(LIST)) {
                hops.add(Hop.good(CREDENTIALS, ""));
            }
        }
        hops.add(new Hop(hop, "failed", "", Optional.of(failure)));
    }

    private void read(Optional<ObjectStat> first) {
        if (first.isEmpty()) {
            hops.add(Hop.untried(READ, "there is no object to read"));
            return;
        }
        ObjectStat stat = first.get();
        ReadOptions options = stat.sizeBytes() == 0
                ? ReadOptions.pinned(stat.version())
                : ReadOptions.pinned(stat.version(), new ByteRange(0, 1));
        try (ObjectReader reader = store.read(stat.key(), options)) {
            int count = reader.read(ByteBuffer.allocate(1));
            hops.add(Hop.good(READ, Math.max(count, 0) + " of " + stat.sizeBytes() + " bytes of "
                    + Keys.printable(stat.key())));
        } catch (StoreException e) {
            failed(READ, e.failure());
        }
    }

    private void write(boolean readOnly) {
        if (readOnly) {
            hops.add(Hop.untried(WRITE, "--read-only"));
            return;
        }
        String directory = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        String key = directory + "crossdock-doctor-" + HexFormat.of().toHexDigits(env.entropy().nextLong());
        ByteBuffer bytes = StandardCharsets.UTF_8.encode("written by crossdock doctor, may be deleted\n");
        Algorithm algorithm = store.capabilities().checksums().contains(Algorithm.CRC32C)
                ? Algorithm.CRC32C
                : store.capabilities().checksums().iterator().next();
        Digest digest = algorithm.digest();
        digest.update(bytes.duplicate());
        Checksum checksum = digest.finish();
        WriteOptions options = new WriteOptions(new Precondition.Absent(), Optional.of(algorithm), Attributes.NONE,
                Optional.empty());
        try {
            store.write(key, options, Body.of(bytes, checksum));
            hops.add(Hop.good(WRITE, Keys.printable(key)));
        } catch (StoreException e) {
            failed(WRITE, e.failure());
            return;
        }
        delete(key);
    }

    private void delete(String key) {
        try {
            Optional<Failure> failure = store.delete(List.of(new Deletion(key, new Precondition.None()))).getFirst();
            hops.add(failure.isEmpty()
                    ? Hop.good(DELETE, "")
                    : new Hop(DELETE, "failed", "delete " + Keys.printable(key) + " yourself", failure));
        } catch (StoreException e) {
            failed(DELETE, e.failure());
        }
    }
}
