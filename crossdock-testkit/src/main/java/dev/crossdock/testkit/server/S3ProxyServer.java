package dev.crossdock.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// S3Proxy with its store in memory: the server that holds every caller to its signature.
///
/// Beware, in 4.1.0: keys are paths here, so that `a//b` becomes `a/b`, `a` excludes `a/b`, and an object named `a/` loses
/// its body; listings order keys by their UTF-16 units.
public final class S3ProxyServer implements S3Server {
    private static final String ACCESS_KEY = "AKIDCROSSDOCKTEST";
    private static final String SECRET_KEY = "a-secret-for-tests-only";

    private final URI endpoint;
    private final ChildServer child;

    private S3ProxyServer(URI endpoint, ChildServer child) {
        this.endpoint = endpoint;
        this.child = child;
    }

    /// Starts one with room for small objects.
    public static S3ProxyServer start() {
        return start(512);
    }

    /// Starts one with this much heap, in which its objects live.
    public static S3ProxyServer start(int heapMegabytes) {
        URI endpoint = URI.create("http://127.0.0.1:" + Ports.free());
        Path home = ChildServer.newHome("s3proxy");
        Path properties = writeProperties(home, endpoint);
        Launch launch = new Launch("s3proxy", ServerLibrary.find("s3proxy"), List.of("-Xmx" + heapMegabytes + "m"),
                "org.gaul.s3proxy.Main", List.of("--properties", properties.toString()), endpoint,
                Duration.ofMinutes(2));
        return new S3ProxyServer(endpoint, ChildServer.start(launch, home));
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public String accessKey() {
        return ACCESS_KEY;
    }

    @Override
    public String secretKey() {
        return SECRET_KEY;
    }

    @Override
    public void close() {
        child.close();
    }

    private static Path writeProperties(Path home, URI endpoint) {
        String text = """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.ignore-unknown-headers=true
                jclouds.provider=transient-nio2
                """.formatted(endpoint, ACCESS_KEY, SECRET_KEY);
        Path file = home.resolve("s3proxy.properties");
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
