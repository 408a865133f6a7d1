package dev.crossdock.demo;

import dev.crossdock.testkit.proxy.FaultProxy;
import dev.crossdock.testkit.server.S3ProxyServer;
import dev.crossdock.testkit.server.SdkOracle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/// A server that checks signatures, a proxy on the way from the source and one on the way to the target, and the same
/// source objects in a bucket and in a directory.
final class FaultStage implements AutoCloseable {

    /// A small object, which faults are aimed at.
    static final String VICTIM = "d03/victim";
    /// All of its like.
    static final List<String> VICTIMS = List.of(VICTIM, "d04/victim", "d05/victim", "d06/victim");
    static final int VICTIM_BYTES = 5_000;
    /// The object that is carried in parts, with more than two of them.
    static final String LARGE = "large/0.bin";
    static final String BUCKET = "source";

    private final Path folder;
    private final S3ProxyServer server;
    private final SdkOracle oracle;
    private final FaultProxy source;
    private final FaultProxy target;
    private final Map<String, String> objects;
    private int trials;

    private FaultStage(Path folder, S3ProxyServer server, SdkOracle oracle, Map<String, String> objects)
            throws IOException {
        this.folder = folder;
        this.server = server;
        this.oracle = oracle;
        this.source = FaultProxy.to(server.endpoint());
        this.target = FaultProxy.to(server.endpoint());
        this.objects = objects;
    }

    static FaultStage open(Path folder) throws IOException {
        Path root = folder.resolve("source");
        Tree.fill(root, 24, List.of(20 << 20));
        byte[] victim = new byte[VICTIM_BYTES];
        Arrays.fill(victim, (byte) 'v');
        for (String key : VICTIMS) {
            Files.write(root.resolve(key), victim);
        }
        S3ProxyServer server = S3ProxyServer.start(768);
        SdkOracle oracle = SdkOracle.of(server);
        oracle.createBucket(BUCKET);
        Map<String, String> objects = Tree.of(root);
        for (String key : objects.keySet()) {
            oracle.put(BUCKET, key, Files.readAllBytes(root.resolve(key)));
        }
        return new FaultStage(folder, server, oracle, objects);
    }

    S3ProxyServer server() {
        return server;
    }

    SdkOracle oracle() {
        return oracle;
    }

    /// What stands between the program and the source, if that is a bucket.
    FaultProxy source() {
        return source;
    }

    /// What stands between the program and the target, if that is a bucket.
    FaultProxy target() {
        return target;
    }

    Path sourceRoot() {
        return folder.resolve("source");
    }

    /// Key to print, as [Tree] has it.
    Map<String, String> objects() {
        return objects;
    }

    /// CRC-32C of an object, as S3 writes it.
    String checksum(String key) throws IOException {
        CRC32C crc = new CRC32C();
        crc.update(Files.readAllBytes(sourceRoot().resolve(key)));
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// A trial without rules, with a target and a state directory of its own.
    FaultTrial trial(FaultPath path) {
        source.clearRules();
        target.clearRules();
        trials++;
        String name = "trial-" + trials;
        if (path.toBucket()) {
            oracle.createBucket(name);
        }
        return new FaultTrial(this, path, name, folder.resolve(name));
    }

    @Override
    public void close() throws IOException {
        source.close();
        target.close();
        oracle.close();
        server.close();
    }
}
