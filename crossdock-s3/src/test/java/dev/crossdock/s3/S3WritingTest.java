package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.env.Env;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes along with bytes and requests, as it is on the wire.
final class S3WritingTest {

    private static final String CREATED = "<InitiateMultipartUploadResult><UploadId>u</UploadId>"
            + "</InitiateMultipartUploadResult>";
    private static final String OBJECT = "200 OK\r\nETag: \"e\"";

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
    void objectsAreMadeAsTheStoreIsSetUp() throws StoreException {
        S3Writing writing = new S3Writing("STANDARD_IA", "bucket-owner-full-control", "aws:kms:dsse", "alias/mine");
        Attributes attributes = new Attributes(Map.of("x-amz-website-redirect-location", "/other"), Map.of("m", "v"))
                .withTags(Map.of("a b", "1&2", "k", "ä"));
        server.answer(OBJECT, "").answer("200 OK", CREATED);
        try (S3Store store = store(WireBucket.options(server, S3Profile.GENERIC).with(writing))) {
            WriteOptions options = new WriteOptions(new Precondition.None(), Optional.empty(), attributes,
                    Optional.empty());
            store.write("k", options, WireBucket.body());
            store.upload("k", options, 9);
        }
        assertThat(server.requests()).hasSize(2).allSatisfy(request -> assertThat(request)
                .contains("x-amz-storage-class: STANDARD_IA\r\n", "x-amz-acl: bucket-owner-full-control\r\n",
                        "x-amz-server-side-encryption: aws:kms:dsse\r\n",
                        "x-amz-server-side-encryption-aws-kms-key-id: alias/mine\r\n",
                        "x-amz-tagging: a%20b=1%262&k=%C3%A4\r\n", "x-amz-website-redirect-location: /other\r\n",
                        "x-amz-meta-m: v\r\n"));
    }

    @Test
    void anObjectsOwnClassGoesBeforeTheStores() throws StoreException {
        server.answer(OBJECT, "");
        try (S3Store store = store(
                WireBucket.options(server, S3Profile.AWS).with(S3Writing.PLAIN.withStorageClass("STANDARD_IA")))) {
            store.write("k", inClass("GLACIER_IR"), WireBucket.body());
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.write("k", inClass("X\r\nx-amz-acl: public-read"), WireBucket.body()))
                    .extracting(StoreException::code).isEqualTo(FailureCode.UNSUPPORTED);
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().getFirst()).contains("x-amz-storage-class: GLACIER_IR\r\n")
                .doesNotContain("STANDARD_IA");
    }

    @Test
    void nothingIsSaidThatNobodyAskedFor() throws StoreException {
        server.answer(OBJECT, "");
        try (S3Store store = WireBucket.store(server, S3Profile.AWS)) {
            store.write("k", WriteOptions.of(new Precondition.None()), WireBucket.body());
        }
        assertThat(server.requests().getFirst()).doesNotContain("x-amz-acl", "x-amz-storage-class", "x-amz-tagging",
                "x-amz-server-side-encryption", "x-amz-request-payer", "x-amz-expected-bucket-owner");
    }

    @Test
    void everyRequestNamesOwnerAndPayer() throws StoreException {
        S3Access access = new S3Access("111122223333", S3Access.Payer.REQUESTER, S3Access.Addressing.AUTO);
        server.answer(OBJECT, "").answer(OBJECT, "").answer(OBJECT, "").answer("200 OK",
                "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
        try (S3Store store = store(WireBucket.options(server, S3Profile.AWS).with(access))) {
            store.write("k", WriteOptions.of(new Precondition.None()), WireBucket.body());
            store.stat("k");
            store.read("k", ReadOptions.ALL).close();
            store.list(ListOptions.of("")).next();
            URI link = store.presign("k", Duration.ofMinutes(1));
            assertThat(link.getRawQuery()).contains("&X-Amz-SignedHeaders=host"
                    + "&x-amz-expected-bucket-owner=111122223333&x-amz-request-payer=requester&X-Amz-Signature=");
        }
        assertThat(server.requests()).hasSize(4).allSatisfy(request -> {
            assertThat(request).contains("x-amz-expected-bucket-owner: 111122223333\r\n",
                    "x-amz-request-payer: requester\r\n");
            assertThat(WireBucket.line(request, "authorization: ")).get().asString()
                    .contains(";x-amz-expected-bucket-owner;x-amz-request-payer");
        });
    }

    @Test
    void statAndReadTellClassAndTags() throws StoreException {
        String head = OBJECT + "\r\nx-amz-storage-class: GLACIER\r\nx-amz-tagging-count: 3"
                + "\r\nx-amz-website-redirect-location: /other";
        server.answer(head, "").answer(head, "").answer(OBJECT + "\r\nx-amz-tagging-count: many", "");
        try (S3Store store = WireBucket.store(server, S3Profile.AWS)) {
            ObjectStat stat = store.stat("k").orElseThrow();
            assertThat(stat.storageClass()).isEqualTo("GLACIER");
            assertThat(stat.tagCount()).isEqualTo(3);
            assertThat(stat.attributes().headers()).containsEntry("x-amz-website-redirect-location", "/other");
            try (ObjectReader reader = store.read("k", ReadOptions.ALL)) {
                assertThat(reader.stat()).isEqualTo(stat);
            }
            ObjectStat plain = store.stat("k").orElseThrow();
            assertThat(plain.storageClass()).isEqualTo("STANDARD");
            assertThat(plain.tagCount()).isZero();
        }
    }

    @Test
    void listingsTellTheClassWhereTheServiceDoes() throws StoreException {
        server.answer("200 OK",
                "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key><Size>1</Size>"
                        + "<StorageClass>DEEP_ARCHIVE</StorageClass></Contents><Contents><Key>b</Key><Size>1</Size>"
                        + "</Contents></ListBucketResult>");
        try (S3Store store = WireBucket.store(server, S3Profile.AWS);
                Listing listing = store.list(ListOptions.of(""))) {
            assertThat(listing.next().orElseThrow().storageClass()).isEqualTo("DEEP_ARCHIVE");
            assertThat(listing.next().orElseThrow().storageClass()).isEmpty();
        }
    }

    @Test
    void objectsWithAKeyOfTheCustomerAreRefusedWithThatReason() {
        String message = "The object was stored using a form of Server Side Encryption. The correct parameters must be"
                + " provided to retrieve the object.";
        server.answer("400 x", WireBucket.error("InvalidRequest", message)).answer("400 x", "")
                .answer("400 x", WireBucket.error("InvalidRequest", message));
        try (S3Store store = WireBucket.store(server, S3Profile.AWS)) {
            for (int i = 0; i < 2; i++) {
                boolean read = i == 0;
                assertThatExceptionOfType(StoreException.class).isThrownBy(() -> {
                    if (read) {
                        store.read("k", ReadOptions.ALL).close();
                    } else {
                        store.stat("k");
                    }
                }).satisfies(e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.UNSUPPORTED);
                    assertThat(e.failure().message()).contains("SSE-C");
                });
            }
        }
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            '' | '' | SSE-C | '' | CFG_UNSUPPORTED
            '' | '' | AES128 | '' | CFG_ENCRYPTION
            '' | '' | AES256 | key | CFG_ENCRYPTION
            '' | '' | aws:kmsx | '' | CFG_ENCRYPTION
            '' | '' | aws:kms | a b | CFG_ENCRYPTION
            '' | public | '' | '' | CFG_ACL
            standard | '' | '' | '' | CFG_STORAGE_CLASS
            """)
    void wishesThatNoServiceKnowsAreRefused(String storageClass, String acl, String encryption, String key,
            String code) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new S3Writing(storageClass, acl, encryption, key))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.remedy()).isNotBlank();
                });
    }

    @Test
    void publicBucketsAreReadUnsigned() throws StoreException {
        server.answer(OBJECT, "");
        S3Overrides overrides = S3Overrides.NONE.withEndpoint(server.origin().toString())
                .withSigning(S3Overrides.Signing.ANONYMOUS);
        Map<String, String> environment = Map.of("AWS_ACCESS_KEY_ID", "AKIDTEST", "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_REGION", "us-east-1");
        try (S3Store store = S3Environment.open(Env.production(), "bucket", environment, overrides)) {
            store.stat("k");
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.presign("k", Duration.ofMinutes(1)))
                    .extracting(StoreException::code).isEqualTo(FailureCode.UNSUPPORTED);
        }
        assertThat(server.requests().getFirst()).startsWith("HEAD /bucket/k").doesNotContain("authorization",
                "x-amz-date", "AKIDTEST");
    }

    private static WriteOptions inClass(String storageClass) {
        return new WriteOptions(new Precondition.None(), Optional.empty(), Attributes.NONE, Optional.empty(),
                storageClass);
    }

    private static S3Store store(S3Options options) {
        return new S3Store(Env.production(), options);
    }
}
