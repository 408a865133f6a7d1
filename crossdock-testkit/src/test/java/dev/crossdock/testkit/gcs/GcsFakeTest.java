package dev.crossdock.testkit.gcs;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The fake against the documented protocol.
class GcsFakeTest implements ObjectsProtocol, SessionsProtocol, ServerSideProtocol {
    private final GcsFake fake = GcsFake.start();
    private final GcsClient client = GcsClient.of(fake);

    @BeforeEach
    void makeBucket() {
        fake.createBucket(bucket());
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Override
    public GcsClient client() {
        return client;
    }

    @Override
    public String bucket() {
        return "bucket";
    }

    @Override
    public String versionedBucket() {
        fake.createBucket(GcsBucket.named("versioned").with(GcsBucket.Trait.VERSIONED));
        return "versioned";
    }
}
