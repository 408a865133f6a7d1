package dev.crossdock.testkit.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.gcs.GcsClient.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the documentation of the JSON API says of single objects and of listings, for any server that speaks it.
interface ObjectsProtocol extends ProtocolServer {
    byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);
    String DIGITS_CRC32C = "4waSgw==";
    String DIGITS_MD5 = "JfnnlDI7RTiF9RgfG2JNCw==";

    @Test
    default void whatIsInsertedIsShownAndRead() throws IOException {
        Said inserted = client().insert(bucket(), "a/b c+ü", DIGITS, "");
        Said stat = client().stat(bucket(), "a/b c+ü");
        Said read = client().read(bucket(), "a/b c+ü");

        assertThat(inserted.status()).isEqualTo(200);
        assertThat(stat.field("generation")).isEqualTo(inserted.field("generation"));
        assertThat(stat.json())
                .containsEntry("name", "a/b c+ü").containsEntry("size", "9").containsEntry("crc32c", DIGITS_CRC32C)
                .containsEntry("md5Hash", DIGITS_MD5).containsEntry("metageneration", "1")
                .containsEntry("contentType", "text/plain").containsEntry("storageClass", "STANDARD");
        assertThat(read.bytes()).isEqualTo(DIGITS);
        assertThat(read.header("x-goog-hash")).isEqualTo("crc32c=" + DIGITS_CRC32C + ",md5=" + DIGITS_MD5);
        assertThat(read.header("x-goog-generation")).isEqualTo(stat.field("generation"));
        assertThat(read.header("x-goog-stored-content-length")).isEqualTo("9");
        assertThat(read.header("x-goog-stored-content-encoding")).isEqualTo("identity");
    }

    @Test
    default void metadataGoAlongWithTheBytes() throws IOException {
        Said inserted = client().multipart(bucket(), """
                {"name": "k", "crc32c": "4waSgw==", "contentType": "application/x-test", "contentEncoding": "zstd",
                 "contentLanguage": "de", "contentDisposition": "inline", "cacheControl": "no-store",
                 "customTime": "2020-01-02T03:04:05Z", "storageClass": "NEARLINE", "metadata": {"a": "b\\n\\u00e9"}}""",
                DIGITS, "");

        assertThat(inserted.json()).containsEntry("contentEncoding", "zstd")
                .containsEntry("contentLanguage", "de").containsEntry("contentDisposition", "inline")
                .containsEntry("cacheControl", "no-store").containsEntry("customTime", "2020-01-02T03:04:05Z")
                .containsEntry("storageClass", "NEARLINE").containsEntry("metadata", Map.of("a", "b\né"))
                .containsEntry("contentType", "application/x-test");
        assertThat(client().read(bucket(), "k").header("Content-Encoding")).isEqualTo("zstd");
    }

    @Test
    default void aKeyOfTheCallersIsShownWithItsVersion() throws IOException {
        Said inserted = client().insert(bucket(), "k", DIGITS,
                "&kmsKeyName=projects/p/locations/l/keyRings/r/cryptoKeys/k");

        assertThat(inserted.field("kmsKeyName"))
                .isEqualTo("projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1");
    }

    @Test
    default void wrongChecksumsAreRefused() throws IOException {
        Said crc = client().multipart(bucket(), "{\"name\": \"k\", \"crc32c\": \"AAAAAA==\"}", DIGITS, "");
        Said md5 = client().multipart(bucket(), "{\"name\": \"k\", \"md5Hash\": \"AAAAAAAAAAAAAAAAAAAAAA==\"}", DIGITS,
                "");

        assertThat(List.of(crc, md5)).allSatisfy(said -> {
            assertThat(said.status()).isEqualTo(400);
            assertThat(said.reason()).isEqualTo("invalid");
        });
        assertThat(crc.text()).contains("rovided CRC32C \\\"AAAAAA==\\\" doesn't match calculated CRC32C");
        assertThat(client().stat(bucket(), "k").status()).isEqualTo(404);
    }

    @Test
    default void twoTypesOfOneObjectAreRefused() throws IOException {
        Said refused = client().multipart(bucket(), "{\"name\": \"k\", \"contentType\": \"text/x\"}", DIGITS, "");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("does not match Content-Type specified in metadata (text/x)");
    }

    @Test
    default void aWrongChecksumInAHeaderIsRefused() throws IOException {
        Said refused = client().send("POST", "/upload/storage/v1/b/" + bucket() + "/o?uploadType=media&name=k",
                DIGITS, "x-goog-hash", "crc32c=AAAAAA==");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(client().stat(bucket(), "k").status()).isEqualTo(404);
    }

    @Test
    default void aWriteHoldsToItsPreconditions() throws IOException {
        String generation = client().insert(bucket(), "k", DIGITS, "&ifGenerationMatch=0").field("generation");

        Said again = client().insert(bucket(), "k", new byte[1], "&ifGenerationMatch=0");
        Said wrong = client().insert(bucket(), "k", new byte[1], "&ifGenerationMatch=1");
        Said absent = client().insert(bucket(), "other", new byte[1], "&ifGenerationMatch=" + generation);
        assertThat(List.of(again, wrong, absent)).allSatisfy(said -> {
            assertThat(said.status()).isEqualTo(412);
            assertThat(said.reason()).isEqualTo("conditionNotMet");
        });
        assertThat(client().insert(bucket(), "k", new byte[2], "&ifGenerationMatch=" + generation).status())
                .isEqualTo(200);
        assertThat(client().read(bucket(), "k").bytes()).isEqualTo(new byte[2]);
        assertThat(Long.parseLong(client().stat(bucket(), "k").field("generation")))
                .isGreaterThan(Long.parseLong(generation));
    }

    @Test
    default void aReadHoldsToItsGeneration() throws IOException {
        String generation = put("k", DIGITS);
        String path = GcsClient.object(bucket(), "k");

        assertThat(client().get(path + "?alt=media&generation=" + generation).bytes()).isEqualTo(DIGITS);
        assertThat(client().get(path + "?alt=media&ifGenerationMatch=" + generation).status()).isEqualTo(200);
        assertThat(client().get(path + "?generation=7").status()).isEqualTo(404);
        put("k", new byte[1]);
        assertThat(client().get(path + "?alt=media&generation=" + generation).status()).isEqualTo(404);
    }

    @Test
    default void aReadHoldsToItsPreconditions() throws IOException {
        String generation = put("k", DIGITS);
        String path = GcsClient.object(bucket(), "k");

        assertThat(client().get(path + "?ifGenerationMatch=7").status()).isEqualTo(412);
        assertThat(client().get(path + "?alt=media&ifGenerationMatch=7").status()).isEqualTo(412);
        assertThat(client().get(path + "?ifGenerationNotMatch=" + generation).status()).isEqualTo(304);
        assertThat(client().get(path + "?ifMetagenerationMatch=2").status()).isEqualTo(412);
    }

    @Test
    default void aRangeIsARange() throws IOException {
        put("k", DIGITS);
        put("empty", new byte[0]);

        Said middle = client().read(bucket(), "k", "Range", "bytes=2-4");
        Said open = client().read(bucket(), "k", "Range", "bytes=7-");
        Said beyond = client().read(bucket(), "k", "Range", "bytes=9-");

        assertThat(middle.status()).isEqualTo(206);
        assertThat(middle.text()).isEqualTo("345");
        assertThat(middle.header("Content-Range")).isEqualTo("bytes 2-4/9");
        assertThat(middle.header("x-goog-hash")).contains(DIGITS_CRC32C);
        assertThat(open.text()).isEqualTo("89");
        assertThat(client().read(bucket(), "k", "Range", "bytes=-3").text()).isEqualTo("789");
        assertThat(client().read(bucket(), "k", "Range", "bytes=5-100").text()).isEqualTo("6789");
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(client().read(bucket(), "empty", "Range", "bytes=0-").status()).isEqualTo(416);
        assertThat(client().read(bucket(), "empty").bytes()).isEmpty();
    }

    @Test
    default void compressedObjectsAreUnpackedUnlessTheClientTakesThemAsTheyAre() throws IOException {
        byte[] packed = GcsSamples.gzip(DIGITS);
        put("k", packed, Map.of("contentEncoding", "gzip"));

        Said unpacked = client().read(bucket(), "k", "Range", "bytes=2-4");
        Said raw = client().read(bucket(), "k", "Accept-Encoding", "gzip");
        Said part = client().read(bucket(), "k", "Accept-Encoding", "gzip", "Range", "bytes=0-1");

        assertThat(unpacked.status()).isEqualTo(200);
        assertThat(unpacked.bytes()).isEqualTo(DIGITS);
        assertThat(unpacked.header("Content-Encoding")).isEmpty();
        assertThat(unpacked.header("x-goog-stored-content-encoding")).isEqualTo("gzip");
        assertThat(unpacked.header("x-goog-stored-content-length")).isEqualTo("" + packed.length);
        assertThat(raw.bytes()).isEqualTo(packed);
        assertThat(raw.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(part.bytes()).isEqualTo(Arrays.copyOf(packed, 2));
    }

    @Test
    default void whatIsNotToBeTransformedIsNotUnpacked() throws IOException {
        byte[] packed = GcsSamples.gzip(DIGITS);
        put("k", packed, Map.of("contentEncoding", "gzip", "cacheControl", "no-transform"));

        assertThat(client().read(bucket(), "k").bytes()).isEqualTo(packed);
    }

    @Test
    default void listsInTheOrderOfBytesPageByPage() throws IOException {
        List<String> names = List.of("B", "a", "a/", "a/1", "a/2", "a0", "\uff5e", "\ud83d\ude00");
        putAll(names.reversed());

        List<Said> pages = pages("maxResults=3");

        assertThat(pages.stream().flatMap(page -> GcsSamples.names(page).stream())).containsExactlyElementsOf(names);
        assertThat(pages).hasSize(3);
    }

    @Test
    default void listsAWindow() throws IOException {
        putAll(List.of("a", "b/1", "b/2", "b0", "c"));

        assertThat(GcsSamples.names(client().list(bucket(), "prefix=b/"))).containsExactly("b/1", "b/2");
        assertThat(GcsSamples.names(client().list(bucket(), "startOffset=b/2"))).containsExactly("b/2", "b0", "c");
        assertThat(GcsSamples.names(client().list(bucket(), "startOffset=b&endOffset=b/2"))).containsExactly("b/1");
        assertThat(client().list(bucket(), "prefix=nothing").json()).isEqualTo(Map.of("kind", "storage#objects"));
    }

    @Test
    default void aTokenThatIsNoneIsRefused() throws IOException {
        assertThat(client().list(bucket(), "pageToken=!").status()).isEqualTo(400);
    }

    @Test
    default void groupsByADelimiter() throws IOException {
        putAll(List.of("a", "b/", "b/1", "b/2", "c/1", "d"));

        Said all = client().list(bucket(), "delimiter=/");
        assertThat(GcsSamples.names(all)).containsExactly("a", "d");
        assertThat(all.json()).containsEntry("prefixes", List.of("b/", "c/"));
        assertThat(GcsSamples.names(client().list(bucket(), "delimiter=/&includeTrailingDelimiter=true")))
                .containsExactly("a", "b/", "d");
    }

    @Test
    default void groupsComeOnceOverAllPages() throws IOException {
        putAll(List.of("a", "b/", "b/1", "b/2", "c/1", "d"));

        List<String> seen = new ArrayList<>();
        for (Said page : pages("delimiter=/&maxResults=1&includeTrailingDelimiter=true")) {
            seen.addAll(GcsSamples.names(page));
            Json.asList(page.json().getOrDefault("prefixes", List.of())).forEach(each -> seen.add("in " + each));
        }

        assertThat(seen).containsExactly("a", "in b/", "b/", "in c/", "d");
    }

    @Test
    default void showsOnlyTheFieldsThatAreAskedFor() throws IOException {
        put("k", DIGITS);

        assertThat(client().list(bucket(), "fields=items(name,size),nextPageToken").json())
                .isEqualTo(Map.of("items", List.of(Map.of("name", "k", "size", "9"))));
        assertThat(client().get(GcsClient.object(bucket(), "k") + "?fields=crc32c").json())
                .isEqualTo(Map.of("crc32c", DIGITS_CRC32C));
        assertThat(client().list(bucket(), "fields=items(name").status()).isEqualTo(400);
    }

    @Test
    default void deletesOnlyWhatIsThereAndMeant() throws IOException {
        String generation = put("k", DIGITS);
        String path = GcsClient.object(bucket(), "k");

        assertThat(client().delete(path + "?ifGenerationMatch=1").status()).isEqualTo(412);
        assertThat(client().delete(path + "?ifGenerationMatch=" + generation).status()).isEqualTo(204);
    }

    @Test
    default void whatIsNotThereIsNotFound() throws IOException {
        Said gone = client().delete(GcsClient.object(bucket(), "k"));
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.reason()).isEqualTo("notFound");
        assertThat(client().stat("none", "k").status()).isEqualTo(404);
    }

    @Test
    default void namesAreHeldToTheRules() throws IOException {
        for (String name : List.of("..", "a\nb", "a\rb", "x".repeat(1025), "")) {
            assertThat(client().insert(bucket(), name, DIGITS, "").status()).as(name).isEqualTo(400);
        }
        assertThat(client().insert(bucket(), "x".repeat(1024), DIGITS, "").status()).isEqualTo(200);
    }

    /// All pages of a listing, but no more than twenty.
    private List<Said> pages(String query) throws IOException {
        List<Said> pages = new ArrayList<>();
        String token = "";
        do {
            pages.add(client().list(bucket(), query + token));
            token = "&pageToken=" + GcsClient.encoded(pages.getLast().field("nextPageToken"));
        } while (!pages.getLast().field("nextPageToken").isEmpty() && pages.size() < 20);
        return pages;
    }
}
