package dev.crossdock.testkit.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.gcs.GcsClient.Said;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens, permissions, payers, retention, and what the fake remembers of requests.
class GcsAccessTest {
    private static final byte[] BYTES = {1, 2, 3};

    private final GcsFake fake = GcsFake.start();
    private final GcsClient client = GcsClient.of(fake);

    @BeforeEach
    void makeBucket() {
        fake.createBucket("bucket");
        fake.put("bucket", "k", BYTES);
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void aRequestNeedsATokenThatIsKnownAndNotExpired() throws IOException {
        fake.accept("short", Duration.ofMinutes(1));
        try (GcsClient nobody = as(Optional.empty());
                GcsClient stranger = as(Optional.of("other"));
                GcsClient known = as(Optional.of("short"))) {
            Said anonymous = nobody.stat("bucket", "k");
            assertThat(anonymous.status()).isEqualTo(401);
            assertThat(anonymous.reason()).isEqualTo("required");
            assertThat(anonymous.text()).contains("Anonymous caller does not have storage.objects.get access");
            assertThat(stranger.stat("bucket", "k").reason()).isEqualTo("authError");
            assertThat(known.stat("bucket", "k").status()).isEqualTo(200);

            fake.advance(Duration.ofMinutes(2));
            Said late = known.stat("bucket", "k");
            assertThat(late.status()).isEqualTo(401);
            assertThat(late.text()).contains("Invalid Credentials");
        }
    }

    @Test
    void everybodyReadsWhatIsPublic() throws IOException {
        fake.createBucket(GcsBucket.named("open").with(GcsBucket.Trait.PUBLIC));
        fake.put("open", "k", BYTES);
        try (GcsClient nobody = as(Optional.empty())) {
            assertThat(nobody.read("open", "k").bytes()).isEqualTo(BYTES);
            assertThat(nobody.list("open", "").status()).isEqualTo(200);
            assertThat(nobody.insert("open", "k", BYTES, "").status()).isEqualTo(401);
        }
    }

    @Test
    void theAddressOfASessionIsASecretThatNeedsNoToken() throws IOException {
        String session = client.begin("bucket", "new", "{}", "").header("Location");
        try (GcsClient nobody = as(Optional.empty())) {
            assertThat(nobody.send("PUT", session, BYTES).status()).isEqualTo(200);
        }
    }

    @Test
    void eachPermissionIsMissedByItsName() throws IOException {
        fake.deny("storage.objects.get");
        Said stat = client.stat("bucket", "k");
        Said read = client.read("bucket", "k");
        fake.allow("storage.objects.get");
        fake.deny("storage.objects.create");
        Said insert = client.insert("bucket", "new", BYTES, "");

        assertThat(stat.status()).isEqualTo(403);
        assertThat(stat.reason()).isEqualTo("forbidden");
        assertThat(stat.text()).contains("does not have storage.objects.get access to the Google Cloud Storage object."
                + " Permission 'storage.objects.get' denied on resource (or it may not exist).");
        assertThat(read.status()).isEqualTo(403);
        assertThat(read.text()).startsWith("tester@").doesNotContain("{");
        assertThat(insert.text()).contains("storage.objects.create");
        assertThat(client.read("bucket", "k").bytes()).isEqualTo(BYTES);
    }

    @Test
    void overwritingNeedsThePermissionToDelete() throws IOException {
        fake.deny("storage.objects.delete");

        assertThat(client.insert("bucket", "new", BYTES, "").status()).isEqualTo(200);
        Said refused = client.insert("bucket", "k", BYTES, "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("storage.objects.delete");
    }

    @Test
    void whatIsMissingIsToldOnlyToThoseWhoMayList() throws IOException {
        assertThat(client.stat("bucket", "none").status()).isEqualTo(404);
        fake.deny("storage.objects.list");

        assertThat(client.stat("bucket", "none").status()).isEqualTo(403);
        assertThat(client.stat("bucket", "k").status()).isEqualTo(200);
    }

    @Test
    void aBucketWhoseCallersPayAsksWho() throws IOException {
        fake.createBucket(GcsBucket.named("paid").with(GcsBucket.Trait.REQUESTER_PAYS));
        fake.put("paid", "k", BYTES);

        Said refused = client.stat("paid", "k");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("Bucket is a requester pays bucket but no user project provided.");
        assertThat(client.get(GcsClient.object("paid", "k") + "?userProject=mine").status()).isEqualTo(200);
        assertThat(client.read("paid", "k", "X-Goog-User-Project", "mine").bytes()).isEqualTo(BYTES);
    }

    @Test
    void whatIsRetainedIsNeitherReplacedNorDeletedBeforeItsTime() throws IOException {
        fake.createBucket(GcsBucket.named("kept").retaining(Duration.ofDays(1)));
        fake.put("kept", "k", BYTES);

        Said deleted = client.delete(GcsClient.object("kept", "k"));
        assertThat(deleted.status()).isEqualTo(403);
        assertThat(deleted.reason()).isEqualTo("retentionPolicyNotMet");
        assertThat(client.insert("kept", "k", BYTES, "").status()).isEqualTo(403);
        fake.advance(Duration.ofDays(2));
        assertThat(client.delete(GcsClient.object("kept", "k")).status()).isEqualTo(204);
    }

    @Test
    void requestsAreKeptWithThePermissionsTheyNeed() throws IOException {
        client.insert("bucket", "k", BYTES, "&ifGenerationNotMatch=1");
        client.list("bucket", "prefix=a");

        GcsRequest insert = fake.requests(GcsOperation.INSERT_MEDIA).getFirst();
        assertThat(insert.permissions()).containsExactlyInAnyOrder("storage.objects.create", "storage.objects.delete");
        assertThat(insert.parameter("ifGenerationNotMatch")).isEqualTo("1");
        assertThat(insert.object()).isEqualTo("k");
        assertThat(insert.bodyBytes()).isEqualTo(3);
        assertThat(insert.header("authorization")).startsWith("Bearer").doesNotContain(fake.token());
        assertThat(insert.status()).isEqualTo(200);
        assertThat(fake.requests(GcsOperation.LIST).getFirst().permissions()).containsExactly("storage.objects.list");
        fake.forgetRequests();
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void aBucketTellsOfItself() throws IOException {
        fake.createBucket(GcsBucket.named("all").in("EU").ofClass("NEARLINE").encryptedWith("projects/p/k")
                .with(GcsBucket.Trait.VERSIONED));

        assertThat(client.get("/storage/v1/b/all").json()).containsEntry("location", "EU")
                .containsEntry("storageClass", "NEARLINE").containsEntry("versioning", Map.of("enabled", true))
                .containsEntry("encryption", Map.of("defaultKmsKeyName", "projects/p/k"));
        assertThat(client.insert("all", "k", BYTES, "").json()).containsEntry("storageClass", "NEARLINE")
                .containsEntry("kmsKeyName", "projects/p/k/cryptoKeyVersions/1");
        assertThat(client.get("/storage/v1/b/none").status()).isEqualTo(404);
    }

    @Test
    void permissionsCanBeAskedFor() throws IOException {
        fake.deny("storage.objects.delete");

        Said said = client.get("/storage/v1/b/bucket/iam/testPermissions?permissions=storage.objects.get"
                + "&permissions=storage.objects.delete");

        assertThat(said.json()).containsEntry("permissions", List.of("storage.objects.get"));
    }

    private GcsClient as(Optional<String> token) {
        return new GcsClient(fake.endpoint(), token);
    }
}
