package dev.crossdock.testkit.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// S3Mock, which keeps its objects in files and takes any signature for a good one.
///
/// Beware, in 5.2.0: aborting a multipart upload also removes the object of the same key, and listings order keys by their
/// UTF-16 units.
public final class S3MockServer implements S3Server {
    // Most of its start is compiling code that runs once: without the second compiler it takes half the processor time.
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final URI endpoint;
    private final ChildServer child;

    private S3MockServer(URI endpoint, ChildServer child) {
        this.endpoint = endpoint;
        this.child = child;
    }

    /// Starts one with room for small objects.
    public static S3MockServer start() {
        return start(256);
    }

    /// Starts one with this much heap; its objects live in files.
    public static S3MockServer start(int heapMegabytes) {
        int port = Ports.free();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Path home = ChildServer.newHome("s3mock");
        List<String> arguments = List.of("--http.port=" + port, "--server.port=" + Ports.free(),
                "--server.address=127.0.0.1",
                "--vectors.http.port=" + Ports.free(), "--vectors.https.port=" + Ports.free());
        Launch launch = new Launch("s3mock", ServerLibrary.find("s3mock"),
                List.of("-Xmx" + heapMegabytes + "m", QUICK_START),
                "com.adobe.testing.s3mock.S3MockApplication", arguments, endpoint, Duration.ofMinutes(3));
        return new S3MockServer(endpoint, ChildServer.start(launch, home));
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public String accessKey() {
        return "any";
    }

    @Override
    public String secretKey() {
        return "any";
    }

    @Override
    public void close() {
        child.close();
    }
}
