package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.env.Env;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.ByteRange;
import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class S3FailuresTest {
    private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12";
    private static final Checksum SUM = new Checksum(Algorithm.CRC32C, 0, "4waSgw==");

    /// What is done to the store.
    enum Act {
        LIST, STAT, READ, WRITE, PART, COMPLETE, COPY, DELETE
    }

    private ScriptedServer server;
    private S3Store store;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        store = store(Env.production());
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = RefusalTable.REFUSALS)
    void eachRefusalHasItsCode(Act act, String status, String serviceCode, String message, FailureCode expected) {
        server.answer(status + "\r\nx-amz-request-id: R1", serviceCode.isEmpty() ? "" : error(serviceCode, message));
        Failure failure = failing(act);
        assertThat(failure.code()).isEqualTo(expected);
        assertThat(failure.answer().orElseThrow().serviceCode()).isEqualTo(serviceCode);
        assertThat(failure.answer().orElseThrow().requestId()).isEqualTo("R1");
        assertThat(server.left()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void everyCallIsSignedAndShowsNoSecret(Act act) {
        server.answer("403 x", error("AccessDenied", "no")).answer("403 x", error("AccessDenied", "no"));
        Failure failure = failing(act);
        assertThat(server.requests().getFirst()).contains("authorization: AWS4-HMAC-SHA256 Credential=AKIDTEST/")
                .doesNotContain(SECRET);
        assertThat(failure.toString()).doesNotContain(SECRET).doesNotContain("Signature=");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LIST | 200 OK | <!DOCTYPE html><html>sign in</html> | NOT_S3_RESPONSE
            LIST | 200 OK | '' | NOT_S3_RESPONSE
            LIST | 200 OK | {"keys":[]} | NOT_S3_RESPONSE
            LIST | 200 OK | <ListBucketResult> | XML_INVALID
            LIST | 200 OK | <!DOCTYPE x><ListBucketResult/> | XML_FORBIDDEN
            LIST | 403 x | <html>blocked</html> | NOT_S3_RESPONSE
            READ | 200 OK | <html>sign in</html> | NOT_S3_RESPONSE
            STAT | 200 OK | '' | NOT_S3_RESPONSE
            PART | 200 OK | '' | NOT_S3_RESPONSE
            COMPLETE | 200 OK | '' | NOT_S3_RESPONSE
            COMPLETE | 200 OK | <html/> | NOT_S3_RESPONSE
            """)
    void whatIsNotS3IsSaidToBeSo(Act act, String status, String body, FailureCode expected) {
        server.answer(status, body);
        assertThat(failing(act).code()).isEqualTo(expected);
    }

    @Test
    void excerptsOfUnknownBodiesAreShortAndHideSecrets() {
        server.answer("200 OK", "<html>key AKIAIOSFODNN7EXAMPLE secret " + SECRET + "\u001b[2J" + "x ".repeat(2000));
        String excerpt = failing(Act.LIST).answer().orElseThrow().excerpt();
        assertThat(excerpt).hasSizeLessThanOrEqualTo(1024).contains("key *** secret ***").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Retry-After: 7 | PT7S
            x-amz-retry-after: 250 | PT0.25S
            Retry-After: 999999 | PT1H
            Date: Fri, 24 May 2013 00:00:00 GMT\\r\\nRetry-After: Fri, 24 May 2013 00:00:09 GMT | PT9S
            """)
    void pausesAreHonored(String headers, Duration expected) {
        server.answer("503 x\r\n" + headers.replace("\\r\\n", "\r\n"), error("SlowDown", ""));
        assertThat(failing(Act.READ).retryAfter()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 OK | | 4 | RANGE_MISMATCH
            206 OK | bytes 0-3/10 | 4 | RANGE_MISMATCH
            206 OK | bytes 2-5/5 | 4 | RANGE_MISMATCH
            206 OK | bytes 2-5/* | 4 | RANGE_MISMATCH
            206 OK | bytes 2-5/10 | 3 | RANGE_MISMATCH
            """)
    void rangesAreExact(String status, String range, int length, FailureCode expected) {
        String header = range == null ? "" : "\r\nContent-Range: " + range;
        server.answer(status + "\r\nETag: \"e\"" + header, "x".repeat(length));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.read("k", ReadOptions.pinned("e", new ByteRange(2, 4))).close())
                .extracting(StoreException::code).isEqualTo(expected);
    }

    @Test
    void anotherVersionIsNotRead() {
        server.answer("200 OK\r\nETag: \"other\"", "12345");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.read("k", ReadOptions.pinned("e")).close())
                .extracting(StoreException::code).isEqualTo(FailureCode.SOURCE_CHANGED);
        assertThat(server.requests().getFirst()).contains("if-match: \"e\"");
    }

    @Test
    void bodiesThatEndEarlyAreShort() throws StoreException {
        server.raw("HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 9\r\n\r\n12345");
        try (ObjectReader reader = store.read("k", ReadOptions.ALL)) {
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> drain(reader))
                    .extracting(StoreException::code)
                    .isEqualTo(FailureCode.SHORT_READ);
        }
    }

    @Test
    void aFailedPageIsAskedForAgain() throws StoreException {
        server.answer("200 OK", page("a", "t1")).answer("500 x", "").answer("200 OK", page("b", "")).answer("200 OK",
                page("c", ""));
        try (Listing listing = store.list(ListOptions.of(""))) {
            assertThat(listing.next().orElseThrow().key()).isEqualTo("a");
            assertThatExceptionOfType(StoreException.class).isThrownBy(listing::next);
            assertThat(listing.next().orElseThrow().key()).isEqualTo("b");
            assertThat(listing.next()).isEmpty();
        }
        assertThat(server.left()).isEqualTo(1);
        assertThat(server.requests().get(2)).contains("continuation-token=t1");
    }

    @ParameterizedTest
    @CsvSource({"b,t1,a,'',LIST_ORDER", "a,t1,a,'',LIST_ORDER", "a,t1,b,t1,LIST_LOOP"})
    void listingsMustAdvance(String first, String token, String second, String nextToken, FailureCode expected)
            throws StoreException {
        server.answer("200 OK", page(first, token)).answer("200 OK", page(second, nextToken));
        try (Listing listing = store.list(ListOptions.of(""))) {
            listing.next();
            assertThatExceptionOfType(StoreException.class).isThrownBy(listing::next).extracting(StoreException::code)
                    .isEqualTo(expected);
        }
        assertThat(server.left()).isZero();
    }

    @Test
    void truncationWithoutTokenIsALoop() {
        server.answer("200 OK", page("a", "").replace("false", "true"));
        assertThat(failing(Act.LIST).code()).isEqualTo(FailureCode.LIST_LOOP);
    }

    @Test
    void pagesAreBounded() {
        server.raw(
                "HTTP/1.1 200 OK\r\nContent-Length: 209715200\r\n\r\n" + "<ListBucketResult>" + " ".repeat(17 << 20));
        assertThat(failing(Act.LIST).code()).isEqualTo(FailureCode.PAGE_TOO_LARGE);
    }

    @Test
    void correctedClockSignsWithTheTimeOfTheService() throws StoreException {
        server.answer("403 x\r\nDate: Fri, 24 May 2013 00:00:00 GMT", error("RequestTimeTooSkewed", ""))
                .answer("200 OK\r\nETag: \"e\"", "");
        store.write("k", WriteOptions.of(new Precondition.None()), body());
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1)).contains("x-amz-date: 20130524T0000").contains("123456789");
    }

    @Test
    void clockThatCannotBeCorrectedFails() {
        String date = "403 x\r\nDate: Fri, 24 May 2013 00:00:00 GMT";
        server.answer(date, error("RequestTimeTooSkewed", "")).answer(date, error("RequestTimeTooSkewed", ""));
        assertThat(failing(Act.READ).code()).isEqualTo(FailureCode.CLOCK_SKEW);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void regionsOfOtherServicesAreNotFollowed() {
        server.answer("301 x\r\nLocation: http://127.0.0.1:1/\r\nx-amz-bucket-region: eu-west-1",
                error("PermanentRedirect", ""));
        Failure failure = failing(Act.READ);
        assertThat(failure.code()).isEqualTo(FailureCode.WRONG_REGION);
        assertThat(failure.message()).contains("eu-west-1");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void refusedLooksAreExplained() {
        server.answer("400 x", "").answer("400 x", error("ExpiredToken", "The provided token has expired."));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.stat("k"))
                .extracting(StoreException::code)
                .isEqualTo(FailureCode.AUTH_EXPIRED);
        assertThat(server.requests().get(1)).startsWith("GET").contains("range: bytes=0-0");
    }

    @Test
    void repliesProveOnlyWhatTheyShow() throws StoreException {
        server.answer("200 OK\r\nETag: \"e\"", "")
                .answer("200 OK\r\nETag: \"e\"\r\nx-amz-checksum-crc32c: 4waSgw==\r\nx-amz-checksum-type: FULL_OBJECT",
                        "")
                .answer("200 OK\r\nETag: \"e\"\r\nx-amz-checksum-crc32c: rubbish\r\nx-amz-checksum-new: x", "");
        WriteOptions options = WriteOptions.of(new Precondition.Absent());
        Written silent = store.write("k", options, body());
        assertThat(silent.checksums()).isEmpty();
        assertThat(silent.version()).isEqualTo("e");
        assertThat(store.write("k", options, body()).checksums()).containsExactly(SUM);
        assertThat(store.write("k", options, body()).checksums()).isEmpty();
        assertThat(server.requests().getFirst()).contains("if-none-match: *")
                .contains("x-amz-checksum-crc32c: 4waSgw==");
    }

    @Test
    void deletesAreReportedByKey() throws StoreException {
        server.answer("200 OK",
                "<DeleteResult><Deleted><Key>a</Key></Deleted><Error><Key>b</Key><Code>AccessDenied</Code>"
                        + "<Message>no</Message></Error></DeleteResult>");
        Precondition none = new Precondition.None();
        List<Optional<Failure>> results = store
                .delete(List.of(new Deletion("a", none), new Deletion("b", none), new Deletion("c", none)));
        assertThat(results.get(0)).isEmpty();
        assertThat(results.get(1)).map(Failure::code).contains(FailureCode.ACCESS_DENIED);
        assertThat(results.get(2)).map(Failure::code).contains(FailureCode.NOT_S3_RESPONSE);
    }

    @Test
    void emptyKeysNeverReachTheBucketItself() {
        for (Act act : List.of(Act.STAT, Act.READ, Act.WRITE, Act.COPY)) {
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> act(act, ""))
                    .extracting(StoreException::code)
                    .isEqualTo(FailureCode.BAD_REQUEST);
        }
        assertThat(server.requests()).isEmpty();
    }

    private Failure failing(Act act) {
        try {
            act(act, "k");
        } catch (StoreException e) {
            return e.failure();
        }
        throw new AssertionError(act + " did not fail");
    }

    private void act(Act act, String key) throws StoreException {
        WriteOptions options = WriteOptions.of(new Precondition.None());
        S3Upload upload = S3Upload.reopen(client(), new S3Stats("s3://bucket", client()),
                new UploadToken("bucket", "k", "u"));
        switch (act) {
            case LIST -> store.list(ListOptions.of("")).next();
            case STAT -> store.stat(key);
            case READ -> store.read(key, ReadOptions.ALL).close();
            case WRITE -> store.write(key, WriteOptions.of(new Precondition.Absent()), body());
            case PART -> upload.part(1, 0, body());
            case COMPLETE -> upload.complete(List.of(new UploadedPart(1, 9, "e", Optional.of(SUM))),
                    new Precondition.None(), Optional.of(SUM));
            case COPY -> store.copy(store, "from", "e", key, options);
            case DELETE -> {
                Optional<Failure> result = store.delete(List.of(new Deletion(key, new Precondition.None()))).getFirst();
                if (result.isPresent()) {
                    throw new StoreException(result.get());
                }
            }
        }
    }

    private S3Client client() {
        return new S3Client(Env.production(), options(), new S3Failures("s3://bucket"));
    }

    private S3Store store(Env env) {
        return new S3Store(env, options());
    }

    private S3Options options() {
        return S3Options.generic("bucket", server.origin(), "us-east-1",
                CredentialsSource.of(Credentials.of("AKIDTEST", SECRET)));
    }

    private static Body body() {
        return Body.of(ByteBuffer.wrap("123456789".getBytes(StandardCharsets.UTF_8)), SUM);
    }

    private static String error(String code, String message) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message></Error>";
    }

    private static String page(String key, String token) {
        return "<ListBucketResult><IsTruncated>" + !token.isEmpty() + "</IsTruncated>"
                + (token.isEmpty() ? "" : "<NextContinuationToken>" + token + "</NextContinuationToken>")
                + "<Contents><Key>" + key
                + "</Key><Size>1</Size><ETag>\"e\"</ETag></Contents></ListBucketResult>";
    }

    private static void drain(ObjectReader reader) throws StoreException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        while (reader.read(buffer) >= 0) {
            buffer.clear();
        }
    }
}
