package dev.crossdock.testkit.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.gcs.GcsClient.Said;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the documentation says of resumable uploads, for any server that speaks the API.
interface SessionsProtocol extends ProtocolServer {
    int GRAIN = 256 << 10;
    byte[] LARGE = GcsSamples.bytes(2 * GRAIN + 1000);

    @Test
    default void aSessionTakesTheWholeObjectAtOnce() throws IOException {
        String session = begin("k", "{\"contentType\": \"text/x\", \"metadata\": {\"a\": \"b\"}}");

        Said done = client().send("PUT", session, LARGE);

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json()).containsEntry("name", "k").containsEntry("size", "" + LARGE.length)
                .containsEntry("contentType", "text/x").containsEntry("metadata", Map.of("a", "b"));
        assertThat(client().read(bucket(), "k").bytes()).isEqualTo(LARGE);
    }

    @Test
    default void aSessionTakesChunksAndTellsHowFarItIs() throws IOException {
        String session = begin("k", "{}");

        Said first = client().resume(session, slice(0, GRAIN), "bytes 0-" + (GRAIN - 1) + "/*");
        Said asked = client().resume(session, new byte[0], "bytes */" + LARGE.length);
        Said last = client().resume(session, slice(GRAIN, LARGE.length), "bytes " + GRAIN + "-" + (LARGE.length - 1)
                + "/" + LARGE.length);

        assertThat(first.status()).isEqualTo(308);
        assertThat(first.header("Range")).isEqualTo("bytes=0-" + (GRAIN - 1));
        assertThat(asked.status()).isEqualTo(308);
        assertThat(asked.header("Range")).isEqualTo("bytes=0-" + (GRAIN - 1));
        assertThat(last.status()).isEqualTo(200);
        assertThat(client().read(bucket(), "k").bytes()).isEqualTo(LARGE);
    }

    @Test
    default void aSessionWithoutBytesNamesNoRange() throws IOException {
        Said asked = client().resume(begin("k", "{}"), new byte[0], "bytes */*");

        assertThat(asked.status()).isEqualTo(308);
        assertThat(asked.header("Range")).isEmpty();
    }

    @Test
    default void aQueryWithTheSizeFinishesWhatHasArrived() throws IOException {
        String session = begin("k", "{}");
        client().resume(session, slice(0, GRAIN), "bytes 0-" + (GRAIN - 1) + "/*");

        Said done = client().resume(session, new byte[0], "bytes */" + GRAIN);

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.field("size")).isEqualTo("" + GRAIN);
    }

    @Test
    default void anEmptyObjectNeedsNoBytes() throws IOException {
        Said done = client().resume(begin("k", "{}"), new byte[0], "bytes */0");

        assertThat(done.status()).isEqualTo(200);
        assertThat(client().read(bucket(), "k").bytes()).isEmpty();
    }

    @Test
    default void onlyWholeGrainsAreKeptBeforeTheEnd() throws IOException {
        String session = begin("k", "{}");

        Said first = client().resume(session, slice(0, GRAIN + 10), "bytes 0-" + (GRAIN + 9) + "/*");

        assertThat(first.status()).isEqualTo(308);
        assertThat(first.header("Range")).isEqualTo("bytes=0-" + (GRAIN - 1));
    }

    @Test
    default void bytesThatAreThereAlreadyAreNotTakenTwice() throws IOException {
        String session = begin("k", "{}");
        client().resume(session, slice(0, GRAIN), "bytes 0-" + (GRAIN - 1) + "/*");

        Said done = client().resume(session, LARGE, "bytes 0-" + (LARGE.length - 1) + "/" + LARGE.length);

        assertThat(done.status()).isEqualTo(200);
        assertThat(client().read(bucket(), "k").bytes()).isEqualTo(LARGE);
    }

    @Test
    default void bytesBehindAGapAreRefused() throws IOException {
        String session = begin("k", "{}");

        Said refused = client().resume(session, slice(0, GRAIN), "bytes " + GRAIN + "-" + (2 * GRAIN - 1) + "/*");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text()).contains("exceeds already uploaded size of 0 byte(s)");
    }

    @Test
    default void aFinishedSessionTellsOfItsObject() throws IOException {
        String session = begin("k", "{}");
        String generation = client().send("PUT", session, LARGE).field("generation");

        Said asked = client().resume(session, new byte[0], "bytes */" + LARGE.length);

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.field("generation")).isEqualTo(generation);
    }

    @Test
    default void checksumsOfTheStartAreHeldToAtTheEnd() throws IOException {
        String session = begin("k", "{\"crc32c\": \"AAAAAA==\"}");

        Said refused = client().send("PUT", session, LARGE);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(client().stat(bucket(), "k").status()).isEqualTo(404);
    }

    @Test
    default void checksumsOfTheLastRequestAreHeldTo() throws IOException {
        Said refused = client().send("PUT", begin("k", "{}"), LARGE, "x-goog-hash", "crc32c=AAAAAA==");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(client().stat(bucket(), "k").status()).isEqualTo(404);
    }

    @Test
    default void preconditionsHoldAtTheStart() throws IOException {
        put("k", new byte[1]);

        assertThat(client().begin(bucket(), "k", "{}", "&ifGenerationMatch=0").status()).isEqualTo(412);
    }

    @Test
    default void preconditionsHoldAtTheEnd() throws IOException {
        String session = client().begin(bucket(), "k", "{}", "&ifGenerationMatch=0").header("Location");
        put("k", new byte[1]);

        assertThat(client().send("PUT", session, LARGE).status()).isEqualTo(412);
        assertThat(client().read(bucket(), "k").bytes()).isEqualTo(new byte[1]);
    }

    @Test
    default void aCancelledSessionIsGone() throws IOException {
        String session = begin("k", "{}");

        assertThat(client().delete(session).status()).isEqualTo(499);
        assertThat(client().send("PUT", session, LARGE).status()).isBetween(400, 499);
        assertThat(client().stat(bucket(), "k").status()).isEqualTo(404);
    }

    private String begin(String name, String resource) throws IOException {
        Said begun = client().begin(bucket(), name, resource, "");
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        return begun.header("Location");
    }

    private static byte[] slice(int from, int to) {
        return Arrays.copyOfRange(LARGE, from, to);
    }
}
