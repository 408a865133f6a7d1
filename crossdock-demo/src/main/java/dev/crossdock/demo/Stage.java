package dev.crossdock.demo;

import dev.crossdock.testkit.proxy.FaultProxy;
import dev.crossdock.testkit.server.S3MockServer;
import dev.crossdock.testkit.server.S3Server;
import dev.crossdock.testkit.server.SdkOracle;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/// The servers that the demo plays on, and a proxy before each of them.
///
/// @param source where objects come from
/// @param target where they go
/// @param proxyToSource breaks things
/// @param proxyToTarget counts
record Stage(Port source, Port target, FaultProxy proxyToSource, FaultProxy proxyToTarget) implements AutoCloseable {

    static final String SOURCE_BUCKET = "harbor";
    static final String TARGET_BUCKET = "mirror";

    /// A server and a client of it that shares no code with Crossdock.
    ///
    /// @param server running
    /// @param oracle its client
    record Port(S3Server server, SdkOracle oracle) {

        static Port open(S3Server server, String bucket) {
            SdkOracle oracle = SdkOracle.of(server);
            oracle.createBucket(bucket);
            return new Port(server, oracle);
        }
    }

    static Stage set() throws IOException {
        CompletableFuture<Port> target = CompletableFuture
                .supplyAsync(() -> Port.open(S3MockServer.start(), TARGET_BUCKET));
        Port source = Port.open(S3MockServer.start(), SOURCE_BUCKET);
        return new Stage(source, target.join(), FaultProxy.to(source.server().endpoint()),
                FaultProxy.to(target.join().server().endpoint()));
    }

    @Override
    public void close() throws IOException {
        proxyToSource.close();
        proxyToTarget.close();
        source.oracle().close();
        target.oracle().close();
        source.server().close();
        target.server().close();
    }
}
