package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.UploadedPart;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of parts as services send them.
final class PartsPageTest {

    private static final String PART = """
            <Part><PartNumber>7</PartNumber><LastModified>2026-01-01T00:00:00.000Z</LastModified>\
            <ETag>&quot;7778aef83f66abc1fa1e8477f296d394&quot;</ETag><Size>10485760</Size>\
            <ChecksumCRC32C>yZRlqg==</ChecksumCRC32C></Part>""";

    private static PartsPage parse(String text) throws XmlException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return PartsPage.parse(bytes, bytes.length);
    }

    private static String page(String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListPartsResult "
                + "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Bucket>b</Bucket><Key>k</Key>"
                + "<UploadId>u</UploadId><Initiator><ID>i</ID></Initiator>" + content + "</ListPartsResult>";
    }

    @Test
    void readsWhatAmazonSends() throws XmlException {
        PartsPage page = parse(page("<PartNumberMarker>6</PartNumberMarker><NextPartNumberMarker>8"
                + "</NextPartNumberMarker><MaxParts>2</MaxParts><IsTruncated>true</IsTruncated>" + PART
                + "<Part><PartNumber>8</PartNumber><ETag>\"x\"</ETag><Size>0</Size></Part>"
                + "<ChecksumAlgorithm>CRC32C</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>"));
        assertThat(page.parts()).containsExactly(
                new UploadedPart(7, 10_485_760, "7778aef83f66abc1fa1e8477f296d394",
                        Optional.of(Checksum.parse(Algorithm.CRC32C, "yZRlqg=="))),
                new UploadedPart(8, 0, "x", Optional.empty()));
        assertThat(page.truncated()).isTrue();
        assertThat(page.next()).isEqualTo(8);
    }

    @Test
    void anUploadMayHaveNoParts() throws XmlException {
        PartsPage page = parse(page("<IsTruncated>false</IsTruncated>"));
        assertThat(page.parts()).isEmpty();
        assertThat(page.truncated()).isFalse();
    }

    @Test
    void aValueThatIsNoChecksumIsNone() throws XmlException {
        assertThat(parse(page(PART.replace("yZRlqg==", "nonsense"))).parts().getFirst().checksum()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Part></Part>", "<Part><PartNumber>1</PartNumber><Size>1</Size></Part>",
            "<Part><PartNumber>0</PartNumber><Size>1</Size><ETag>x</ETag></Part>",
            "<Part><PartNumber>10001</PartNumber><Size>1</Size><ETag>x</ETag></Part>",
            "<Part><PartNumber>1</PartNumber><Size>-1</Size><ETag>x</ETag></Part>",
            "<IsTruncated>perhaps</IsTruncated>"})
    void partsThatMakeNoSenseAreRefused(String content) {
        assertThatThrownBy(() -> parse(page(content)))
                .isInstanceOfSatisfying(XmlException.class,
                        e -> assertThat(e.code()).isEqualTo(FailureCode.LIST_FIELD));
    }

    @Test
    void anotherDocumentIsNoListOfParts() {
        assertThatThrownBy(() -> parse("<ListBucketResult/>"))
                .isInstanceOfSatisfying(XmlException.class,
                        e -> assertThat(e.code()).isEqualTo(FailureCode.NOT_S3_RESPONSE));
    }
}
