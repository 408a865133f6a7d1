package dev.crossdock.demo;

import dev.crossdock.testkit.server.S3ProxyServer;
import dev.crossdock.testkit.server.S3Server;
import dev.crossdock.testkit.server.SdkOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A server, and proxies on the way from the source and on the way to the target.
final class Dock implements AutoCloseable {

    private final Path folder;
    private final S3Server server;
    private final SdkOracle oracle;
    private final Watch source;
    private final Watch target;
    private int names;

    private Dock(Path folder, S3Server server) throws IOException {
        this.folder = folder;
        this.server = server;
        this.oracle = SdkOracle.of(server);
        this.source = Watch.over(server.endpoint());
        this.target = Watch.over(server.endpoint());
    }

    /// With the server that checks signatures.
    static Dock open(Path folder) throws IOException {
        return with(folder, S3ProxyServer.start(512));
    }

    static Dock with(Path folder, S3Server server) throws IOException {
        return new Dock(folder, server);
    }

    S3Server server() {
        return server;
    }

    SdkOracle oracle() {
        return oracle;
    }

    Watch source() {
        return source;
    }

    Watch target() {
        return target;
    }

    /// A new bucket.
    Shelf.Bucket bucket() {
        String name = "bucket-" + ++names;
        oracle.createBucket(name);
        return new Shelf.Bucket(oracle, name);
    }

    /// A new directory.
    Shelf.Folder folder() throws IOException {
        return new Shelf.Folder(Files.createDirectory(folder.resolve("folder-" + ++names)));
    }

    /// The program with a state directory of its own.
    Program program() {
        return new Program(folder.resolve("state-" + ++names)).at(server);
    }

    /// A new pair, nothing on either side yet, and no faults.
    Lane lane(FaultPath path) throws IOException {
        source.clear();
        target.clear();
        Shelf from = path.fromBucket() ? bucket() : folder();
        return new Lane(this, from, path.toBucket() ? bucket() : folder(), program());
    }

    /// A file that is not there yet.
    Path file() {
        return folder.resolve("file-" + ++names);
    }

    @Override
    public void close() throws IOException {
        source.close();
        target.close();
        oracle.close();
        server.close();
    }
}
