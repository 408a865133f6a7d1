package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.env.Env;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Copies within the service, as they are on the wire.
final class S3CopiesTest {

    private static final String COPIED = "<CopyObjectResult><ETag>\"new\"</ETag><ChecksumCRC32C>4waSgw==</ChecksumCRC32C>"
            + "<ChecksumType>FULL_OBJECT</ChecksumType></CopyObjectResult>";
    private static final String TOO_LARGE = WireBucket.error("InvalidRequest",
            "The specified copy source is larger than the maximum allowable size for a copy source: 5368709120");
    private static final String CREATED = "<InitiateMultipartUploadResult><UploadId>u</UploadId>"
            + "</InitiateMultipartUploadResult>";
    private static final String PART = "<CopyPartResult><ETag>\"part\"</ETag><ChecksumCRC32C>4waSgw==</ChecksumCRC32C>"
            + "</CopyPartResult>";
    private static final String COMPLETED = "<CompleteMultipartUploadResult><ETag>\"new-3\"</ETag>"
            + "<ChecksumCRC32C>4waSgw==</ChecksumCRC32C><ChecksumType>FULL_OBJECT</ChecksumType>"
            + "</CompleteMultipartUploadResult>";
    private static final long SIZE = 300L << 20;

    private ScriptedServer server;
    private S3Store store;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        store = WireBucket.store(server, S3Profile.AWS);
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    @Test
    void aCopyIsOneRequestThatShowsItsProof() throws StoreException {
        server.answer("200 OK", COPIED);
        Attributes attributes = new Attributes(Map.of(), Map.of("m", "v")).withTags(Map.of("t", "1"));
        Written written = store.copy(store, "from", "old", "to", options(new Precondition.Absent(), attributes));

        assertThat(written.checksums()).containsExactly(WireBucket.SUM);
        assertThat(written.version()).isEqualTo("new");
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().getFirst()).startsWith("PUT /bucket/to HTTP").contains(
                "x-amz-copy-source: bucket/from\r\n", "x-amz-copy-source-if-match: \"old\"\r\n", "if-none-match: *\r\n",
                "x-amz-checksum-algorithm: CRC32C\r\n", "x-amz-metadata-directive: REPLACE\r\n",
                "x-amz-tagging-directive: REPLACE\r\n", "x-amz-meta-m: v\r\n", "x-amz-tagging: t=1\r\n");
    }

    @Test
    void withoutAttributesThoseOfTheSourceAreKept() throws StoreException {
        server.answer("200 OK", COPIED);
        store.copy(store, "from", "versionId=v+1", "to", options(new Precondition.None(), Attributes.NONE));
        assertThat(server.requests().getFirst()).contains("x-amz-metadata-directive: COPY\r\n",
                "x-amz-tagging-directive: COPY\r\n", "x-amz-copy-source: bucket/from?versionId=v%2B1\r\n")
                .doesNotContain("x-amz-copy-source-if-match");
    }

    @Test
    void tagsStayThoughAttributesAreGiven() throws StoreException {
        server.answer("200 OK", COPIED);
        store.copy(store, "from", "old", "to",
                options(new Precondition.None(), new Attributes(Map.of("content-type", "text/plain"), Map.of())));
        assertThat(server.requests().getFirst()).contains("x-amz-metadata-directive: REPLACE\r\n",
                "x-amz-tagging-directive: COPY\r\n");
    }

    @Test
    void everyByteOfAKeyArrivesInTheHeader() throws StoreException {
        server.answer("200 OK", COPIED);
        store.copy(store, "a b+c%2F?d#e/ü//😀", "old", "to", options(new Precondition.None(), Attributes.NONE));
        assertThat(server.requests().getFirst())
                .contains("x-amz-copy-source: bucket/a%20b%2Bc%252F%3Fd%23e/%C3%BC//%F0%9F%98%80\r\n");
    }

    @Test
    void theOwnersOfBothBucketsAreExpected() throws StoreException {
        server.answer("200 OK", COPIED);
        S3Options options = WireBucket.options(server, S3Profile.AWS);
        try (S3Store source = expecting(options, "111111111111"); S3Store target = expecting(options, "222222222222")) {
            target.copy(source, "from", "old", "to", options(new Precondition.None(), Attributes.NONE));
        }
        assertThat(server.requests().getFirst()).contains("x-amz-source-expected-bucket-owner: 111111111111\r\n",
                "x-amz-expected-bucket-owner: 222222222222\r\n");
    }

    @Test
    void whatIsTooLargeIsCopiedInParts() throws StoreException {
        refusedThenBegun("\r\nx-amz-meta-m: v\r\nx-amz-tagging-count: 1", true);
        server.answer("200 OK", PART).answer("200 OK", PART).answer("200 OK", PART).answer("200 OK", COMPLETED);
        Written written = store.copy(store, "from", "old", "to", options(new Precondition.Absent(), Attributes.NONE));

        assertThat(written.checksums()).containsExactly(WireBucket.SUM);
        assertThat(server.left()).isZero();
        List<String> requests = server.requests();
        assertThat(requests.get(1)).startsWith("HEAD /bucket/from").contains("if-match: \"old\"");
        assertThat(requests.get(4)).startsWith("POST /bucket/to?uploads=").contains("x-amz-meta-m: v\r\n",
                "x-amz-tagging: t=1\r\n", "x-amz-checksum-algorithm: CRC32C\r\n",
                "x-amz-checksum-type: FULL_OBJECT\r\n");
        assertThat(requests.subList(5, 8)).allSatisfy(part -> assertThat(part).contains(
                "x-amz-copy-source: bucket/from\r\n", "x-amz-copy-source-if-match: \"old\"\r\n"));
        assertThat(requests.subList(5, 8)).extracting(part -> WireBucket.line(part, "x-amz-copy-source-range: ").get())
                .containsExactlyInAnyOrder("x-amz-copy-source-range: bytes=0-134217727",
                        "x-amz-copy-source-range: bytes=134217728-268435455",
                        "x-amz-copy-source-range: bytes=268435456-314572799");
        assertThat(requests.get(8)).startsWith("POST /bucket/to?uploadId=u").contains("if-none-match: *\r\n",
                "x-amz-checksum-crc32c: 4waSgw==\r\n", "x-amz-mp-object-size: 314572800\r\n",
                "<PartNumber>3</PartNumber>");
    }

    @Test
    void partsThatFailInPassingAreCopiedAgain() throws StoreException {
        refusedThenBegun("", false);
        server.answer("200 OK", WireBucket.error("InternalError", "")).answer("503 x", WireBucket.error("SlowDown", ""))
                .answer("200 OK", PART).answer("200 OK", PART).answer("200 OK", PART).answer("200 OK", COMPLETED);
        store.copy(store, "from", "old", "to", options(new Precondition.None(), Attributes.NONE));
        assertThat(server.left()).isZero();
        assertThat(WireBucket.targets(server).stream().filter(each -> each.contains("partNumber"))).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PreconditionFailed", "AccessDenied"})
    void aPartThatFailsForGoodEndsTheUpload(String serviceCode) {
        refusedThenBegun("", false);
        boolean changed = serviceCode.equals("PreconditionFailed");
        for (int i = 0; i < 3; i++) {
            server.answer(changed ? "412 x" : "403 x", WireBucket.error(serviceCode, ""));
        }
        server.answer("204 x", "");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.copy(store, "from", "old", "to",
                        options(new Precondition.None(), Attributes.NONE)))
                .extracting(StoreException::code)
                .isEqualTo(changed ? FailureCode.SOURCE_CHANGED : FailureCode.ACCESS_DENIED);
        assertThat(server.requests().getLast()).startsWith("DELETE /bucket/to?uploadId=u");
    }

    @Test
    void completionThatFindsSomethingEndsTheUpload() {
        refusedThenBegun("", false);
        server.answer("200 OK", PART).answer("200 OK", PART).answer("200 OK", PART)
                .answer("412 x", WireBucket.error("PreconditionFailed", "")).answer("204 x", "");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.copy(store, "from", "old", "to",
                        options(new Precondition.Absent(), Attributes.NONE)))
                .extracting(StoreException::code).isEqualTo(FailureCode.CONFLICT);
        assertThat(server.requests().getLast()).startsWith("DELETE /bucket/to?uploadId=u");
    }

    @Test
    void anErrorWithStatus200IsAnError() {
        server.answer("200 OK", WireBucket.error("InternalError", ""));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.copy(store, "from", "old", "to",
                        options(new Precondition.None(), Attributes.NONE)))
                .extracting(StoreException::code).isEqualTo(FailureCode.SERVER_ERROR);
    }

    /// The refusal of the whole, the look at the source and the beginning of the upload.
    private void refusedThenBegun(String headers, boolean tagged) {
        server.answer("400 x", TOO_LARGE);
        String look = "HTTP/1.1 200 OK\r\nETag: \"old\"\r\nx-amz-checksum-crc32c: 4waSgw==\r\n"
                + "x-amz-checksum-type: FULL_OBJECT" + headers + "\r\nContent-Length: " + SIZE
                + "\r\nConnection: close\r\n\r\n";
        server.raw(look);
        if (tagged) {
            server.answer("200 OK", "<Tagging><TagSet><Tag><Key>t</Key><Value>1</Value></Tag></TagSet></Tagging>")
                    .raw(look);
        }
        server.answer("200 OK", CREATED);
    }

    private static S3Store expecting(S3Options options, String owner) {
        return new S3Store(Env.production(),
                options.with(new S3Access(owner, S3Access.Payer.OWNER, S3Access.Addressing.AUTO)));
    }

    private static WriteOptions options(Precondition precondition, Attributes attributes) {
        Optional<Algorithm> algorithm = Optional.of(Algorithm.CRC32C);
        return new WriteOptions(precondition, algorithm, attributes, Optional.empty());
    }
}
