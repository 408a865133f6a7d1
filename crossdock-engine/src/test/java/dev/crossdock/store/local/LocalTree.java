package dev.crossdock.store.local;

import static org.assertj.core.api.Assertions.fail;

import dev.crossdock.env.Env;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Digest;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A tree under test, its store, and everything odd that the store reported.
final class LocalTree {

    final Path root;
    final ScriptedDisk disk;
    final LocalStore store;
    final List<Failure> oddities = new ArrayList<>();

    LocalTree(Path root) {
        this.root = root;
        Env real = Env.production();
        this.disk = new ScriptedDisk(real.disk());
        Env env = new Env(real.clock(), real.entropy(), real.tasks(), real.net(), disk);
        this.store = new LocalStore(env, root, oddities::add);
    }

    /// Something that fails.
    @FunctionalInterface
    interface Attempt {

        /// Does it.
        void run() throws StoreException;
    }

    static FailureCode code(Attempt attempt) {
        try {
            attempt.run();
        } catch (StoreException e) {
            return e.code();
        }
        return fail("it succeeded");
    }

    void write(String key, String text) throws StoreException {
        write(key, text, new Precondition.None());
    }

    void write(String key, String text, Precondition precondition) throws StoreException {
        store.write(key, WriteOptions.of(precondition), body(text));
    }

    static Body body(String text) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        Digest digest = Algorithm.CRC32C.digest();
        digest.update(bytes);
        return Body.of(bytes, digest.finish());
    }

    Path file(String key, String text) throws IOException {
        Path path = root.resolve(key);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    String text(String key) throws IOException {
        return Files.readString(root.resolve(key));
    }

    static List<String> keys(ObjectStore store, String prefix) throws StoreException {
        List<String> keys = new ArrayList<>();
        try (Listing listing = store.list(ListOptions.of(prefix))) {
            for (Optional<ObjectStat> next = listing.next(); next.isPresent(); next = listing.next()) {
                keys.add(next.get().key());
            }
        }
        return keys;
    }

    /// Names of temporary files, but for the locks of sessions.
    List<String> temporaries() throws IOException {
        Path directory = root.resolve(LocalKeys.RESERVED);
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> String.valueOf(each.getFileName())).filter(each -> !each.endsWith(".lock"))
                    .toList();
        }
    }
}
