package dev.crossdock.s3;

import dev.crossdock.env.Env;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.server.S3Server;
import dev.crossdock.wire.Origin;
import java.util.concurrent.atomic.AtomicInteger;

/// Buckets of a server that is not ours, one for each test.
final class ServerBuckets {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final S3Server server;

    ServerBuckets(S3Server server) {
        this.server = server;
    }

    /// Makes an empty bucket.
    S3Options create() {
        S3Options options = options("bucket-" + NUMBERS.incrementAndGet());
        try (S3Client client = new S3Client(Env.production(), options, new S3Failures("s3://" + options.bucket()))) {
            client.send(S3Request.ofBucket(Operation.WRITE, "PUT")).close();
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
        return options;
    }

    S3Options options(String bucket) {
        return S3Options.generic(bucket, new Origin(false, server.endpoint().getHost(), server.endpoint().getPort()),
                S3Server.REGION,
                CredentialsSource.of(Credentials.of(server.accessKey(), server.secretKey())));
    }
}
