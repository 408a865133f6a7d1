package dev.crossdock.testkit.server;

import java.net.URI;

/// A running server that speaks S3 over plain text on the loopback interface, with path-style addresses.
public interface S3Server extends AutoCloseable {
    /// The region that every request is signed for.
    String REGION = "us-east-1";

    URI endpoint();

    String accessKey();

    String secretKey();

    /// Ends the server and removes what it stored.
    @Override
    void close();
}
