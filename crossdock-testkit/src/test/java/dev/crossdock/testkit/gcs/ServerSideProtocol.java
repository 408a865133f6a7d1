package dev.crossdock.testkit.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.gcs.GcsClient.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the documentation says of objects that are made of others, changed, held and kept, for any server that speaks the
/// API.
interface ServerSideProtocol extends ProtocolServer {
    byte[] FIVE = "12345".getBytes(StandardCharsets.US_ASCII);
    byte[] FOUR = "6789".getBytes(StandardCharsets.US_ASCII);

    @Test
    default void composesInTheOrderThatIsNamed() throws IOException {
        put("p/1", FIVE);
        put("p/2", FOUR);

        Said composed = compose("k", "", "{\"name\": \"p/1\"}, {\"name\": \"p/2\"}");

        assertThat(composed.status()).as(composed.text()).isEqualTo(200);
        assertThat(composed.json()).containsEntry("size", "9").containsEntry("crc32c", "4waSgw==")
                .containsEntry("contentType", "text/x");
        assertThat(client().read(bucket(), "k").text()).isEqualTo("123456789");
    }

    @Test
    default void aComposedObjectHasACountOfPartsAndNoMd5() throws IOException {
        put("p/1", FIVE);
        put("p/2", FOUR);

        compose("two", "", "{\"name\": \"p/1\"}, {\"name\": \"p/2\"}");
        Said composed = compose("three", "", "{\"name\": \"two\"}, {\"name\": \"p/1\"}");

        assertThat(composed.field("componentCount")).isEqualTo("3");
        assertThat(composed.json()).doesNotContainKey("md5Hash");
        assertThat(client().read(bucket(), "three").header("x-goog-hash")).startsWith("crc32c=")
                .doesNotContain("md5=");
    }

    @Test
    default void composingHoldsToPreconditions() throws IOException {
        String generation = put("p", FIVE);
        put("k", FOUR);

        assertThat(compose("k", "?ifGenerationMatch=0", "{\"name\": \"p\"}").status()).isEqualTo(412);
        assertThat(compose("new", "?ifGenerationMatch=0", "{\"name\": \"p\"}").status()).isEqualTo(200);
        assertThat(compose("k", "", "{\"name\": \"none\"}").status()).isEqualTo(404);
        assertThat(compose("k", "", "{\"name\": \"p\", \"generation\": \"" + generation + "\"}").status())
                .isEqualTo(200);
    }

    @Test
    default void composingHoldsToTheGenerationsOfTheParts() throws IOException {
        put("p", FIVE);

        assertThat(compose("k", "", "{\"name\": \"p\", \"generation\": \"7\"}").status()).isEqualTo(404);
        assertThat(compose("k", "", "{\"name\": \"p\", \"objectPreconditions\": {\"ifGenerationMatch\": \"7\"}}")
                .status()).isEqualTo(412);
        assertThat(client().stat(bucket(), "k").status()).isEqualTo(404);
    }

    @Test
    default void thirtyTwoIsTheMostThatIsComposed() throws IOException {
        put("p", FIVE);

        assertThat(compose("k", "", many(32)).status()).isEqualTo(200);
        assertThat(compose("other", "", many(33)).status()).isEqualTo(400);
    }

    @Test
    default void rewritesWithTheMetadataOfTheSource() throws IOException {
        put("k", FIVE, Map.of("contentType", "application/x-test", "metadata", Map.of("a", "b")));

        Said rewritten = client().post(to("rewriteTo", "copy"), "");

        assertThat(rewritten.json()).containsEntry("done", true).containsEntry("objectSize", "5")
                .containsEntry("totalBytesRewritten", "5");
        assertThat(Json.asObject(rewritten.json().getOrDefault("resource", Map.of()))).containsEntry("name", "copy")
                .containsEntry("contentType", "application/x-test").containsEntry("metadata", Map.of("a", "b"));
        assertThat(client().read(bucket(), "copy").bytes()).isEqualTo(FIVE);
    }

    @Test
    default void rewritesWithOtherMetadataWhenThereAreAny() throws IOException {
        put("k", FIVE, Map.of("contentType", "application/x-test", "metadata", Map.of("a", "b")));

        Said rewritten = client().post(to("rewriteTo", "copy"), "{\"contentType\": \"text/y\"}");

        assertThat(Json.asObject(rewritten.json().getOrDefault("resource", Map.of())))
                .containsEntry("contentType", "text/y").doesNotContainKey("metadata");
    }

    @Test
    default void rewritesIntoAnotherClass() throws IOException {
        put("k", FIVE);

        client().post(to("rewriteTo", "copy"), "{\"storageClass\": \"NEARLINE\"}");

        assertThat(client().stat(bucket(), "copy").field("storageClass")).isEqualTo("NEARLINE");
    }

    @Test
    default void rewritingHoldsToPreconditions() throws IOException {
        String generation = put("k", FIVE);
        put("other", FOUR);

        assertThat(client().post(to("rewriteTo", "other") + "?ifGenerationMatch=0", "").status()).isEqualTo(412);
        assertThat(client().post(to("rewriteTo", "copy") + "?ifGenerationMatch=0&ifSourceGenerationMatch="
                + generation, "").status()).isEqualTo(200);
        assertThat(client().read(bucket(), "other").bytes()).isEqualTo(FOUR);
    }

    @Test
    default void rewritingHoldsToTheGenerationOfTheSource() throws IOException {
        put("k", FIVE);

        assertThat(client().post(to("rewriteTo", "copy") + "?ifSourceGenerationMatch=7", "").status()).isEqualTo(412);
        assertThat(client().post(to("rewriteTo", "copy") + "?sourceGeneration=7", "").status()).isEqualTo(404);
        assertThat(client().stat(bucket(), "copy").status()).isEqualTo(404);
    }

    @Test
    default void copies() throws IOException {
        put("k", FIVE);

        Said copied = client().post(to("copyTo", "a/b"), "");

        assertThat(copied.json()).containsEntry("name", "a/b").containsEntry("size", "5");
        assertThat(client().read(bucket(), "a/b").bytes()).isEqualTo(FIVE);
    }

    @Test
    default void aPatchChangesWhatItNames() throws IOException {
        put("k", FIVE, Map.of("contentType", "application/x-test", "metadata", Map.of("a", "b", "c", "d")));

        Said patched = client().send("PATCH", GcsClient.object(bucket(), "k"),
                "{\"cacheControl\": \"no-store\", \"metadata\": {\"a\": null, \"e\": \"f\"}}"
                        .getBytes(StandardCharsets.UTF_8),
                "Content-Type", "application/json");

        assertThat(patched.json()).containsEntry("contentType", "application/x-test")
                .containsEntry("cacheControl", "no-store").containsEntry("metadata", Map.of("c", "d", "e", "f"));
    }

    @Test
    default void aPatchHoldsToThePreconditions() throws IOException {
        put("k", FIVE);

        Said refused = client().send("PATCH", GcsClient.object(bucket(), "k") + "?ifMetagenerationMatch=7",
                "{\"cacheControl\": \"no-store\"}".getBytes(StandardCharsets.UTF_8), "Content-Type",
                "application/json");

        assertThat(refused.status()).isEqualTo(412);
    }

    @Test
    default void aHeldObjectIsNeitherReplacedNorDeleted() throws IOException {
        put("k", FIVE, Map.of("temporaryHold", true));

        Said replaced = client().insert(bucket(), "k", FOUR, "");
        Said deleted = client().delete(GcsClient.object(bucket(), "k"));

        assertThat(List.of(replaced, deleted)).allSatisfy(said -> {
            assertThat(said.status()).isEqualTo(403);
            assertThat(said.reason()).isEqualTo("objectUnderActiveHold");
        });
        assertThat(client().read(bucket(), "k").bytes()).isEqualTo(FIVE);
    }

    @Test
    default void aVersionedBucketKeepsWhatWasReplacedAndDeleted() throws IOException {
        String versioned = versionedBucket();
        String first = put(versioned, "k", FIVE, Map.of());
        String second = put(versioned, "k", FOUR, Map.of());
        String path = GcsClient.object(versioned, "k");

        assertThat(client().get(path + "?alt=media&generation=" + first).bytes()).isEqualTo(FIVE);
        assertThat(client().delete(path).status()).isBetween(200, 204);
        assertThat(client().get(path).status()).isEqualTo(404);
        assertThat(client().get(path + "?alt=media&generation=" + second).bytes()).isEqualTo(FOUR);
        Said all = client().list(versioned, "versions=true");
        assertThat(Json.asList(all.json().getOrDefault("items", List.of()))
                .stream().map(each -> Json.asObject(each).getOrDefault("generation", "")))
                .containsExactly(first, second);
        assertThat(GcsSamples.names(client().list(versioned, ""))).isEmpty();
    }

    @Test
    default void aGenerationThatIsNamedIsDeletedForGood() throws IOException {
        String versioned = versionedBucket();
        String first = put(versioned, "k", FIVE, Map.of());
        put(versioned, "k", FOUR, Map.of());
        String path = GcsClient.object(versioned, "k") + "?generation=" + first;

        assertThat(client().delete(path).status()).isBetween(200, 204);
        assertThat(client().get(path).status()).isEqualTo(404);
        assertThat(client().read(versioned, "k").bytes()).isEqualTo(FOUR);
    }

    @Test
    default void aBatchAnswersEachOfItsCalls() throws IOException {
        put("a", FIVE);
        String path = "/storage/v1/b/" + bucket() + "/o/";

        Said batch = batch("DELETE " + path + "a HTTP/1.1", "DELETE " + path + "none HTTP/1.1");

        assertThat(batch.status()).isEqualTo(200);
        assertThat(batch.header("Content-Type")).startsWith("multipart/mixed; boundary=");
        assertThat(batch.text()).containsSubsequence("<response-call+0>", "HTTP/1.1 20",
                "<response-call+1>", "HTTP/1.1 404", "notFound");
        assertThat(client().stat(bucket(), "a").status()).isEqualTo(404);
    }

    private Said compose(String name, String query, String sources) throws IOException {
        return client().post(GcsClient.object(bucket(), name) + "/compose" + query,
                "{\"sourceObjects\": [" + sources + "], \"destination\": {\"contentType\": \"text/x\"}}");
    }

    private String to(String method, String target) {
        return GcsClient.object(bucket(), "k") + "/" + method + "/b/" + bucket() + "/o/" + GcsClient.encoded(target);
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"name\": \"p\"}").collect(Collectors.joining(","));
    }

    private Said batch(String... calls) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < calls.length; i++) {
            body.append("--cut\r\nContent-Type: application/http\r\nContent-ID: <call+").append(i).append(">\r\n\r\n")
                    .append(calls[i]).append("\r\n\r\n\r\n");
        }
        return client().send("POST", "/batch/storage/v1", body.append("--cut--\r\n").toString()
                .getBytes(StandardCharsets.UTF_8), "Content-Type", "multipart/mixed; boundary=cut");
    }
}
