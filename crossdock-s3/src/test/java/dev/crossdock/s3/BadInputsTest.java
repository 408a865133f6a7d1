package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Attributes;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a service, or somebody in its place, may answer, and exactly what is said to it: code and text. The numbers are
/// those of docs/testing.md.
final class BadInputsTest {

    private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12";

    private ScriptedServer server;
    private S3Store store;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        store = WireBucket.store(server, S3Profile.GENERIC);
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    @Test
    void b42MetadataThatIsTooLargeIsSaidToBeSo() {
        server.answer("400 x", WireBucket.error("MetadataTooLarge", "Your metadata headers exceed the maximum"));
        assertFailure(() -> write(new Attributes(Map.of(), Map.of("a", "x".repeat(1 << 20)))),
                FailureCode.META_TOO_LARGE, "MetadataTooLarge: Your metadata headers exceed the maximum");
    }

    @Test
    void b42MetadataBeyondAsciiIsEncodedAndOfTwoEqualNamesTheFirstCounts() throws StoreException {
        server.answer("200 OK\r\nETag: \"e\"", "")
                .answer("200 OK\r\nETag: \"e\"\r\nx-amz-meta-a: =?UTF-8?B?w6k=?=\r\nX-Amz-Meta-A: second", "");
        write(new Attributes(Map.of(), Map.of("a", "\u00e9")));
        assertThat(WireBucket.line(server.requests().getFirst(), "x-amz-meta-a"))
                .contains("x-amz-meta-a: =?UTF-8?B?w6k=?=");
        assertThat(store.stat("k").orElseThrow().attributes().metadata()).isEqualTo(Map.of("a", "\u00e9"));
    }

    @Test
    void b42ANameThatNoHeaderHasIsRefused() {
        assertFailure(() -> write(new Attributes(Map.of(), Map.of("a b", "x"))), FailureCode.UNSUPPORTED,
                "a name of metadata cannot be that of a header");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    <!DOCTYPE a><ListBucketResult/> | a document type or entity declaration
                    <!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]><ListBucketResult>&x;</ListBucketResult> | a document type or entity declaration
                    <!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><ListBucketResult/> | a document type or entity declaration
                    <!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><ListBucketResult/> | a document type or entity declaration
                    <ListBucketResult><IsTruncated>&x;</IsTruncated></ListBucketResult> | a reference to an entity
                    <ListBucketResult><?x y?></ListBucketResult> | a processing instruction
                    """)
    void b43NothingIsExpandedAndNothingIsFetched(String document, String message) {
        server.answer("200 OK", document);
        assertFailure(this::list, FailureCode.XML_FORBIDDEN, message);
        assertThat(server.requests()).as("no other request").hasSize(1);
    }

    @Test
    void b44ExpansionsDepthAndAttributesAreBounded() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            String former = "&l" + (i - 1) + ';';
            laughs.append("<!ENTITY l").append(i).append(" \"").append(former.repeat(10)).append("\">");
        }
        server.answer("200 OK", laughs + "]><ListBucketResult>&l29;</ListBucketResult>")
                .answer("200 OK", "<ListBucketResult>" + "<a>".repeat(100_000))
                .answer("200 OK", "<ListBucketResult " + "a=\"b\" ".repeat(1_000_000) + "/>");
        assertFailure(this::list, FailureCode.XML_FORBIDDEN, "a document type or entity declaration");
        assertFailure(this::list, FailureCode.XML_INVALID, "elements nested deeper than 16");
        assertFailure(this::list, FailureCode.XML_INVALID, "a start tag without end, or longer than 4096 bytes");
    }

    @Test
    void b45APageOfAnySizeIsReadUpToItsLimitOnly() {
        server.raw("HTTP/1.1 200 OK\r\nContent-Length: 209715200\r\n\r\n<ListBucketResult>" + " ".repeat(17 << 20));
        assertFailure(this::list, FailureCode.PAGE_TOO_LARGE, "the answer has more than 16777216 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <Key>a</Key><Size>-1</Size> | Size '-1' of a
            <Key>a</Key><Size>NaN</Size> | Size 'NaN' of a
            <Key>a</Key><Size></Size> | Size '' of a
            <Key>a</Key><Size>9223372036854775808</Size> | Size '9223372036854775808' of a
            <Key>a</Key> | no Size of a
            <Size>1</Size> | no Key in an entry
            <Key></Key><Size>1</Size> | no Key in an entry
            """)
    void b46AFieldWithoutSenseIsNamed(String entry, String message) {
        server.answer("200 OK", "<ListBucketResult><IsTruncated>false</IsTruncated><Contents>" + entry
                + "</Contents></ListBucketResult>");
        assertFailure(this::list, FailureCode.LIST_FIELD, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <html>sign in with %s</html> | a web page came, which no S3 service sends | <html>sign in with ***</html>
            {"token": "%s"} | text outside of the document's element | {"token": "***"}
            '' | the answer is empty | ''
            """)
    void b47WhatIsNotS3IsShownWithoutSecrets(String body, String message, String excerpt) {
        server.answer("200 OK", body.formatted(SECRET));
        Failure failure = assertFailure(this::list, FailureCode.NOT_S3_RESPONSE, message);
        assertThat(failure.answer().orElseThrow().excerpt()).isEqualTo(excerpt);
    }

    @Test
    void b48OnlyUtf8IsReadAndKeysAreAskedForEncoded() {
        server.answer("200 OK", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><ListBucketResult/>")
                .answer("200 OK", "\u00fe\u00ff\0<\0L")
                .answer("200 OK", page("<Key>a\u0001b</Key><Size>1</Size>"))
                .answer("200 OK", page("<Key>a\u00ffb</Key><Size>1</Size>"));
        assertFailure(this::list, FailureCode.XML_INVALID, "an encoding other than UTF-8");
        assertFailure(this::list, FailureCode.XML_INVALID, "control character 0 in text");
        assertFailure(this::list, FailureCode.XML_INVALID, "control character 1 in text");
        assertFailure(this::list, FailureCode.XML_INVALID, "bytes that are not UTF-8");
        assertThat(server.requests()).hasSize(4).allMatch(each -> each.contains("encoding-type=url"));
    }

    @Test
    void b49AnUnknownErrorIsMappedByItsStatusAndRedacted() {
        server.answer("418 x", WireBucket.error("Teapot", "the key " + SECRET + " does not pour"))
                .answer("400 x", WireBucket.error("Novelty", SECRET));
        assertFailure(() -> read("k"), FailureCode.UNCLASSIFIED, "Teapot: the key *** does not pour");
        assertFailure(() -> read("k"), FailureCode.BAD_REQUEST, "Novelty: ***");
    }

    @Test
    void b50HeadsAreBounded() {
        server.raw("HTTP/1.1 200 OK\r\nETag: \"" + "x".repeat(10 << 20) + "\"\r\n\r\n")
                .raw("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(5_000) + "\r\n");
        assertFailure(() -> read("k"), FailureCode.HTTP_LIMIT,
                "the response of " + peer() + " has a head of more than 65536 bytes");
        assertFailure(() -> read("k"), FailureCode.HTTP_LIMIT,
                "the response of " + peer() + " has more than 256 headers");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Content-Length: 1~Transfer-Encoding: chunked | has both Content-Length and Transfer-Encoding
            Content-Length: -1 | has something else than digits where a number belongs
            Content-Length: 1~Content-Length: 2 | has two different values of Content-Length
            Content-Length: | has a Content-Length without digits, or with more than 18
            """)
    void b50DoubtfulFramingIsNoAnswer(String headers, String message) {
        server.raw("HTTP/1.1 200 OK\r\nETag: \"e\"\r\n" + headers.replace("~", "\r\n") + "\r\n\r\nx");
        assertFailure(() -> read("k"), FailureCode.NOT_S3_RESPONSE,
                "the response of " + peer() + ' ' + message);
    }

    @Test
    void b51AnEtagIsOpaque() throws StoreException {
        server.answer("200 OK\r\nETag: W/\"weak\"", "").answer("200 OK\r\nETag: bare", "")
                .answer("200 OK\r\nETag: \"47693b6aafc99e607a33f321da4dc903-2\"", "").answer("200 OK", "");
        assertThat(store.stat("k").orElseThrow().etag()).isEqualTo("W/\"weak\"");
        assertThat(store.stat("k").orElseThrow().etag()).isEqualTo("bare");
        ObjectStat parts = store.stat("k").orElseThrow();
        assertThat(parts.etag()).isEqualTo("47693b6aafc99e607a33f321da4dc903-2");
        assertThat(parts.checksums()).as("an ETag is no checksum").isEmpty();
        assertFailure(() -> store.stat("k"), FailureCode.NOT_S3_RESPONSE, "the answer has no ETag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-checksum-sha999: AAAA", "x-amz-checksum-crc32c: not base64!",
            "x-amz-checksum-crc32c: AAA=", "x-amz-checksum-crc32c: 4waSgw==AAAA", "x-amz-checksum-sha256: 4waSgw==",
            "x-amz-checksum-crc32c:", "x-amz-checksum-crc32c: 4waSgw==\r\nx-amz-checksum-type: COMPOSITE"})
    void b52AValueThatIsNoChecksumProvesNothing(String header) throws StoreException {
        server.answer("200 OK\r\nETag: \"e\"\r\n" + header, "").answer("200 OK\r\nETag: \"e\"\r\n" + header, "");
        Written written = write(Attributes.NONE);
        assertThat(written.checksums()).isEmpty();
        assertThat(store.stat("k").orElseThrow().checksums()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "Thu, 01 Jan 1969 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT",
            "Fri, 32 Dec 2021 23:59:59 GMT", "2021-01-01T00:00:00Z", "0"})
    void b53ATimeWithoutSenseIsUnknown(String time) throws StoreException {
        server.answer("200 OK\r\nETag: \"e\"\r\nLast-Modified: " + time, "")
                .answer("200 OK", page("<Key>a</Key><Size>1</Size><LastModified>" + time.replace("Fri, ", "")
                        + " </LastModified>"));
        assertThat(store.stat("k").orElseThrow().modified()).isEmpty();
        try (Listing listing = store.list(ListOptions.of(""))) {
            assertThat(listing.next().orElseThrow().modified()).isEmpty();
        }
    }

    private String peer() {
        return server.origin().toString();
    }

    private void list() throws StoreException {
        try (Listing listing = store.list(ListOptions.of(""))) {
            listing.next();
        }
    }

    private void read(String key) throws StoreException {
        try (ObjectReader reader = store.read(key, ReadOptions.ALL)) {
            assertThat(reader.lengthBytes()).isNegative();
        }
    }

    private Written write(Attributes attributes) throws StoreException {
        WriteOptions plain = WriteOptions.of(new Precondition.Absent());
        return store.write("k", new WriteOptions(plain.precondition(), plain.algorithm(), attributes, Optional.empty()),
                WireBucket.body());
    }

    private static String page(String entry) {
        return "<ListBucketResult><IsTruncated>false</IsTruncated><Contents>" + entry
                + "</Contents></ListBucketResult>";
    }

    /// Something that must fail.
    private interface Attempt {

        void run() throws StoreException;
    }

    private static Failure assertFailure(Attempt attempt, FailureCode code, String message) {
        try {
            attempt.run();
        } catch (StoreException e) {
            assertThat(e.failure().message()).isEqualTo(message);
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.failure().toString()).doesNotContain(SECRET);
            return e.failure();
        }
        throw new AssertionError("it succeeded");
    }
}
