package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Deletes, as they are on the wire.
final class S3DeletesTest {

    private static final Precondition NONE = new Precondition.None();

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aThousandGoWithOneRequest() throws StoreException {
        List<Deletion> deletions = new ArrayList<>();
        for (int i = 0; i < 2001; i++) {
            deletions.add(new Deletion("k" + i, NONE));
        }
        server.answer("200 OK", deleted(0, 1000)).answer("200 OK", deleted(1000, 2000)).answer("200 OK",
                deleted(2000, 2001));
        try (S3Store store = WireBucket.store(server, S3Profile.GENERIC)) {
            assertThat(store.delete(deletions)).hasSize(2001).allMatch(Optional::isEmpty);
        }
        assertThat(server.requests()).hasSize(3).allSatisfy(request -> assertThat(request)
                .startsWith("POST /bucket?delete= HTTP").contains("content-md5: ").doesNotContain("<Quiet>"));
        assertThat(server.requests().getFirst()).contains("<Key>k999</Key>").doesNotContain("<Key>k1000</Key>");
    }

    @Test
    void aBatchThatFailsAfterAnotherFailsForItsKeysOnly() throws StoreException {
        List<Deletion> deletions = new ArrayList<>();
        for (int i = 0; i < 1001; i++) {
            deletions.add(new Deletion("k" + i, NONE));
        }
        server.answer("200 OK", deleted(0, 1000)).answer("503 x", WireBucket.error("SlowDown", ""));
        try (S3Store store = WireBucket.store(server, S3Profile.GENERIC)) {
            List<Optional<Failure>> results = store.delete(deletions);
            assertThat(results.subList(0, 1000)).allMatch(Optional::isEmpty);
            assertThat(results.get(1000)).get().satisfies(failure -> {
                assertThat(failure.code()).isEqualTo(FailureCode.THROTTLED);
                assertThat(failure.where()).isEqualTo("s3://bucket/k1000");
            });
        }
    }

    @Test
    void amazonTakesConditionsInTheBatch() throws StoreException {
        server.answer("200 OK", "<DeleteResult><Deleted><Key>a</Key></Deleted>" + failed("b", "PreconditionFailed")
                + failed("c", "NoSuchKey") + failed("d", "AccessDenied") + "</DeleteResult>");
        try (S3Store store = WireBucket.store(server, S3Profile.AWS)) {
            List<Optional<Failure>> results = store.delete(List.of(new Deletion("a", NONE), versioned("b"),
                    versioned("c"), versioned("d")));
            assertThat(results.get(0)).isEmpty();
            assertThat(results.get(1)).map(Failure::code).contains(FailureCode.CONFLICT);
            assertThat(results.get(2)).isEmpty();
            assertThat(results.get(3)).map(Failure::code).contains(FailureCode.ACCESS_DENIED);
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().getFirst()).contains("<Object><Key>a</Key></Object>",
                "<Object><Key>b</Key><ETag>\"e\"</ETag></Object>");
    }

    @Test
    void otherServicesAreAskedOneByOneForConditions() throws StoreException {
        server.answer("200 OK\r\nETag: \"e\"", "").answer("200 OK\r\nETag: \"e\"", "").answer("204 x", "");
        try (S3Store store = WireBucket.store(server, S3Profile.GENERIC)) {
            assertThat(store.delete(List.of(versioned("a")))).containsExactly(Optional.empty());
        }
        assertThat(server.requests().getLast()).startsWith("DELETE /bucket/a").contains("if-match: \"e\"");
    }

    private static Deletion versioned(String key) {
        return new Deletion(key, new Precondition.Version("e"));
    }

    private static String deleted(int from, int to) {
        StringBuilder reply = new StringBuilder("<DeleteResult>");
        for (int i = from; i < to; i++) {
            reply.append("<Deleted><Key>k").append(i).append("</Key></Deleted>");
        }
        return reply.append("</DeleteResult>").toString();
    }

    private static String failed(String key, String code) {
        return "<Error><Key>" + key + "</Key><Code>" + code + "</Code><Message>no</Message></Error>";
    }
}
