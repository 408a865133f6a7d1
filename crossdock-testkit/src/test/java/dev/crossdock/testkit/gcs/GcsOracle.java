package dev.crossdock.testkit.gcs;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/// What a store holds, as Google's own client sees it: the judge of the fake, sharing no code with it.
final class GcsOracle implements AutoCloseable {
    private final Storage storage;

    private GcsOracle(Storage storage) {
        this.storage = storage;
    }

    /// A judge of this server.
    static GcsOracle of(GcsFake fake) {
        AccessToken token = new AccessToken(fake.token(), Date.from(Instant.parse("2100-01-01T00:00:00Z")));
        return new GcsOracle(StorageOptions.http()
                .setHost(fake.endpoint().toString())
                .setProjectId("test")
                .setCredentials(GoogleCredentials.create(token))
                .build()
                .getService());
    }

    /// The client itself, for what this class does not offer.
    Storage storage() {
        return storage;
    }

    /// Writes where nothing is yet.
    Blob create(BlobInfo object, byte[] bytes) {
        return storage.create(object, bytes, BlobTargetOption.doesNotExist());
    }

    byte[] read(String bucket, String name) {
        return storage.readAllBytes(BlobId.of(bucket, name));
    }

    Optional<Blob> find(String bucket, String name) {
        return Optional.ofNullable(storage.get(BlobId.of(bucket, name)));
    }

    /// All names below a prefix, in the order of the server, in pages of this size.
    List<String> list(String bucket, String prefix, int pageSize) {
        List<String> names = new ArrayList<>();
        storage.list(bucket, BlobListOption.prefix(prefix), BlobListOption.pageSize(pageSize)).iterateAll()
                .forEach(each -> names.add(each.getName()));
        return names;
    }

    @Override
    public void close() {
        try {
            storage.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
