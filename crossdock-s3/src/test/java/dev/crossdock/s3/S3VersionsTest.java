package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.object.ObjectStat.Standing;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.PastStore;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3VersionsTest {

    private static final ListOptions ALL = new ListOptions("p/", Optional.empty(), Optional.empty(),
            ListOptions.Depth.ALL_VERSIONS);

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
    void allVersionsAreListedOverPages() throws StoreException {
        server.answer("200 OK",
                page("<NextKeyMarker>p/a+b</NextKeyMarker><NextVersionIdMarker>v2</NextVersionIdMarker>",
                        version("p/a+b", "v3", true) + version("p/a+b", "v2", false)))
                .answer("200 OK", page("", version("p/a+b", "v1", false) + marker("p/c", "v9")));
        List<ObjectStat> stats = listed(ALL);

        assertThat(stats).extracting(ObjectStat::key).containsExactly("p/a b", "p/a b", "p/a b", "p/c");
        assertThat(stats).extracting(ObjectStat::version).containsExactly("versionId=v3", "versionId=v2",
                "versionId=v1", "versionId=v9");
        assertThat(stats).extracting(ObjectStat::standing).containsExactly(Standing.CURRENT, Standing.NONCURRENT,
                Standing.NONCURRENT, Standing.DELETE_MARKER);
        assertThat(stats.getFirst().etag()).isEqualTo("e-v3");
        assertThat(stats.getLast().sizeBytes()).isZero();
        assertThat(server.requests().getFirst())
                .startsWith("GET /bucket?encoding-type=url&max-keys=1000&prefix=p%2F&versions= HTTP/1.1");
        assertThat(server.requests().get(1)).startsWith("GET /bucket?encoding-type=url&key-marker=p%2Fa%20b"
                + "&max-keys=1000&prefix=p%2F&version-id-marker=v2&versions= HTTP/1.1");
    }

    @Test
    void boundsCountForVersionsToo() throws StoreException {
        server.answer("200 OK", page("", version("p/a", "v1", true) + version("p/b", "v2", true)
                + version("p/b", "v1", false) + version("p/c", "v1", true)));
        List<ObjectStat> stats = listed(new ListOptions("p/", Optional.of("p/a"), Optional.of("p/c"),
                ListOptions.Depth.ALL_VERSIONS));
        assertThat(stats).extracting(ObjectStat::version).containsExactly("versionId=v2", "versionId=v1");
        assertThat(server.requests().getFirst()).contains("key-marker=p%2Fa&");
    }

    @Test
    void thePastIsOfEachKeyTheNewestVersionThatIsNotYounger() throws StoreException {
        String versions = dated("Version", "p/deleted-later", "v1", "02")
                + dated("DeleteMarker", "p/deleted-then", "d", "03")
                + dated("Version", "p/deleted-then", "v1", "02") + dated("Version", "p/new", "v1", "05")
                + dated("Version", "p/overwritten", "v3", "06") + dated("Version", "p/overwritten", "v2", "03")
                + dated("Version", "p/overwritten", "v1", "01");
        server.answer("200 OK", page("", dated("DeleteMarker", "p/deleted-later", "d", "04") + versions));
        try (Listing past = new PastStore(store, Instant.parse("2026-01-03T00:00:00Z")).list(ListOptions.of("p/"))) {
            assertThat(past.next().orElseThrow().version()).isEqualTo("versionId=v1");
            ObjectStat overwritten = past.next().orElseThrow();
            assertThat(overwritten.key()).isEqualTo("p/overwritten");
            assertThat(overwritten.version()).isEqualTo("versionId=v2");
            assertThat(overwritten.standing()).isEqualTo(Standing.CURRENT);
            assertThat(past.next()).isEmpty();
        }
    }

    private static String dated(String element, String key, String id, String day) {
        return "<" + element + "><Key>" + key + "</Key><VersionId>" + id + "</VersionId><IsLatest>false</IsLatest>"
                + "<LastModified>2026-01-" + day + "T00:00:00.000Z</LastModified>"
                + (element.equals("Version") ? "<ETag>\"e\"</ETag><Size>1</Size>" : "") + "</" + element + ">";
    }

    @Test
    void pagesThatNameDeletionsLastAreMingled() throws StoreException {
        server.answer("200 OK", page("", version("p/a", "v1", false) + version("p/b", "v1", true)
                + "<DeleteMarker><Key>p/a</Key><VersionId>d</VersionId><IsLatest>true</IsLatest>"
                + "<LastModified>2040-01-01T00:00:00.000Z</LastModified></DeleteMarker>"));
        assertThat(listed(ALL)).extracting(each -> each.key() + ' ' + each.version()).containsExactly(
                "p/a versionId=d", "p/a versionId=v1", "p/b versionId=v1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>p/a</Key><Size>1</Size></Contents></ListBucketResult> | UNSUPPORTED
                    <Other/> | NOT_S3_RESPONSE
                    <ListVersionsResult><IsTruncated>true</IsTruncated></ListVersionsResult> | LIST_LOOP
                    <ListVersionsResult><IsTruncated>false</IsTruncated><Version><Key>p/a</Key><Size>1</Size></Version></ListVersionsResult> | LIST_FIELD
                    """)
    void whatIsNoListingOfVersionsIsSaidToBeSo(String reply, FailureCode expected) {
        server.answer("200 OK", reply);
        assertThat(failure(() -> listed(ALL))).isEqualTo(expected);
    }

    @Test
    void aMarkerThatDoesNotAdvanceIsALoop() {
        String same = page("<NextKeyMarker>p/a</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker>",
                version("p/a", "v1", true));
        server.answer("200 OK", same).answer("200 OK", same);
        assertThat(failure(() -> listed(ALL))).isEqualTo(FailureCode.LIST_LOOP);
        assertThat(server.left()).isZero();
    }

    @Test
    void servicesWithoutVersionsAreUnsupported() {
        server.answer("501 x", WireBucket.error("NotImplemented", ""));
        assertThat(failure(() -> listed(ALL))).isEqualTo(FailureCode.UNSUPPORTED);
    }

    @Test
    void aVersionIsReadByItsId() throws StoreException {
        server.answer("200 OK\r\nETag: \"e\"\r\nx-amz-version-id: v/1+", "12345");
        try (ObjectReader reader = store.read("k", ReadOptions.pinned("versionId=v/1+"))) {
            assertThat(reader.stat().version()).isEqualTo("versionId=v/1+");
            assertThat(reader.stat().etag()).isEqualTo("e");
        }
        assertThat(server.requests().getFirst()).startsWith("GET /bucket/k?versionId=v%2F1%2B HTTP")
                .doesNotContain("if-match");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 OK | v2 | SOURCE_CHANGED
            200 OK | '' | UNSUPPORTED
            404 x | '' | GONE
            """)
    void noOtherVersionIsTaken(String status, String id, FailureCode expected) {
        String head = status + "\r\nETag: \"e\"" + (id.isEmpty() ? "" : "\r\nx-amz-version-id: " + id);
        server.answer(head, status.startsWith("2") ? "12345" : WireBucket.error("NoSuchVersion", ""));
        assertThat(failure(() -> store.read("k", ReadOptions.pinned("versionId=v1")).close())).isEqualTo(expected);
    }

    @Test
    void theOnlyVersionOfAnUnversionedBucketHasNoIdInItsAnswer() throws StoreException {
        server.answer("200 OK\r\nETag: \"e\"", "12345");
        try (ObjectReader reader = store.read("k", ReadOptions.pinned("versionId=null"))) {
            assertThat(reader.stat().version()).isEqualTo("versionId=null");
        }
    }

    @Test
    void tagsAreThoseOfTheVersion() throws StoreException {
        String tags = "<Tagging><TagSet><Tag><Key>b</Key><Value>2 &amp; 3</Value></Tag><Tag><Key>a</Key><Value></Value>"
                + "</Tag></TagSet></Tagging>";
        server.answer("200 OK", tags).answer("200 OK\r\nETag: \"e\"", "").answer("200 OK", tags)
                .answer("200 OK", tags).answer("200 OK\r\nETag: \"other\"", "");

        assertThat(store.tags("k", "e")).isEqualTo(Map.of("a", "", "b", "2 & 3"));
        assertThat(store.tags("k", "versionId=v1")).containsOnlyKeys("a", "b");
        assertThat(failure(() -> store.tags("k", "e"))).isEqualTo(FailureCode.SOURCE_CHANGED);
        assertThat(server.requests().getFirst()).startsWith("GET /bucket/k?tagging= HTTP");
        assertThat(server.requests().get(2)).startsWith("GET /bucket/k?tagging=&versionId=v1 HTTP");
        assertThat(server.left()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"403 x,AccessDenied,ACCESS_DENIED", "404 x,NoSuchKey,GONE", "404 x,NoSuchBucket,NO_SUCH_BUCKET"})
    void tagsThatCannotBeReadSayWhy(String status, String serviceCode, FailureCode expected) {
        server.answer(status, WireBucket.error(serviceCode, "no"));
        assertThat(failure(() -> store.tags("k", "versionId=v1"))).isEqualTo(expected);
    }

    @Test
    void servicesWithoutTagsHaveObjectsWithoutTags() throws StoreException {
        server.answer("501 x", WireBucket.error("NotImplemented", ""))
                .answer("404 x", WireBucket.error("NoSuchTagSet", ""));
        assertThat(store.tags("k", "versionId=v1")).isEmpty();
        assertThat(store.tags("k", "versionId=v1")).isEmpty();
    }

    private interface Call {
        void run() throws StoreException;
    }

    private static FailureCode failure(Call call) {
        try {
            call.run();
        } catch (StoreException e) {
            return e.code();
        }
        throw new AssertionError("it did not fail");
    }

    private List<ObjectStat> listed(ListOptions options) throws StoreException {
        List<ObjectStat> stats = new ArrayList<>();
        try (Listing listing = store.list(options)) {
            for (Optional<ObjectStat> next = listing.next(); next.isPresent(); next = listing.next()) {
                stats.add(next.get());
            }
        }
        return stats;
    }

    private static String page(String next, String entries) {
        return "<ListVersionsResult><EncodingType>url</EncodingType><IsTruncated>" + !next.isEmpty() + "</IsTruncated>"
                + next + entries + "</ListVersionsResult>";
    }

    private static String version(String key, String id, boolean latest) {
        return "<Version><Key>" + key + "</Key><VersionId>" + id + "</VersionId><IsLatest>" + latest
                + "</IsLatest><Size>1</Size><ETag>\"e-" + id + "\"</ETag></Version>";
    }

    private static String marker(String key, String id) {
        return "<DeleteMarker><Key>" + key + "</Key><VersionId>" + id
                + "</VersionId><IsLatest>true</IsLatest></DeleteMarker>";
    }
}
