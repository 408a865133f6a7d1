package dev.crossdock.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class XmlScannerTest {

    private static final String PAGE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix/><KeyCount>2</KeyCount>
            <EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>t&amp;1</NextContinuationToken>
            <Contents><Key>a+b%2F%C3%A9</Key><LastModified>2013-05-24T01:02:03.450Z</LastModified>
            <ETag>&quot;abc&#34;</ETag><Size>12</Size><Owner><ID>Key</ID></Owner><StorageClass>STANDARD</StorageClass></Contents>
            <!-- > --><Contents><Key>z</Key><LastModified>rubbish</LastModified><ETag>"d-2"</ETag><Size>0</Size></Contents>
            <CommonPrefixes><Prefix>p/</Prefix></CommonPrefixes></ListBucketResult>
            """;

    @Test
    void readsAPage() throws XmlException {
        ListPage page = parse(PAGE);
        assertThat(page.truncated()).isTrue();
        assertThat(page.token()).isEqualTo("t&1");
        assertThat(page.size()).isEqualTo(2);
        ObjectStat first = page.stat(0, ' ');
        assertThat(first.key()).isEqualTo("a b/\u00e9");
        assertThat(first.sizeBytes()).isEqualTo(12);
        assertThat(first.etag()).isEqualTo("abc");
        assertThat(first.modified()).isEqualTo(Optional.of(Instant.parse("2013-05-24T01:02:03.450Z")));
        assertThat(page.stat(0, '+').key()).isEqualTo("a+b/\u00e9");
        assertThat(page.stat(1, ' ').modified()).isEmpty();
        assertThat(page.stat(1, ' ').etag()).isEqualTo("d-2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    XML_FORBIDDEN | <!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><ListBucketResult/>
                    XML_FORBIDDEN | <ListBucketResult><?php ?></ListBucketResult>
                    XML_FORBIDDEN | <ListBucketResult><IsTruncated>&xxe;</IsTruncated></ListBucketResult>
                    XML_INVALID | <ListBucketResult><IsTruncated>&#0;</IsTruncated></ListBucketResult>
                    XML_INVALID | <ListBucketResult><IsTruncated>&#xd800;</IsTruncated></ListBucketResult>
                    XML_INVALID | <ListBucketResult><IsTruncated>&lt</IsTruncated></ListBucketResult>
                    XML_INVALID | <ListBucketResult><IsTruncated>false</IsTruncated>
                    XML_INVALID | <ListBucketResult><a></b></ListBucketResult>
                    XML_INVALID | <ListBucketResult></ListBucketResult><a/>
                    XML_INVALID | <ListBucketResult></ListBucketResult>rest
                    XML_INVALID | <?xml version="1.0" encoding="UTF-16"?><ListBucketResult/>
                    XML_INVALID | <ListBucketResult><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>
                    XML_INVALID | <ListBucketResult><![CDATA[x]]></ListBucketResult>
                    NOT_S3_RESPONSE | <html></html>
                    LIST_FIELD | <ListBucketResult></ListBucketResult>
                    LIST_FIELD | <ListBucketResult><IsTruncated>maybe</IsTruncated></ListBucketResult>
                    LIST_FIELD | <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key><Size>-1</Size></Contents></ListBucketResult>
                    LIST_FIELD | <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key><Size>NaN</Size></Contents></ListBucketResult>
                    LIST_FIELD | <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key><Size></Size></Contents></ListBucketResult>
                    LIST_FIELD | <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key><Size>9999999999999999999</Size></Contents></ListBucketResult>
                    LIST_FIELD | <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key></Contents></ListBucketResult>
                    LIST_FIELD | <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Size>1</Size></Contents></ListBucketResult>
                    """)
    void refusesWhatIsWrong(FailureCode code, String document) {
        assertThatExceptionOfType(XmlException.class).isThrownBy(() -> all(parse(document)))
                .extracting(XmlException::code).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"%zz", "%4", "a%", "%ff", "%C3", "%-1"})
    void refusesKeysThatAreNotEncoded(String key) {
        assertThatExceptionOfType(XmlException.class).isThrownBy(() -> ListPage.decoded(key, ' '));
    }

    @Test
    void boundsTagsAndAttributes() {
        String attributes = "<ListBucketResult " + "a=\"b\" ".repeat(1000) + "/>";
        assertThatExceptionOfType(XmlException.class).isThrownBy(() -> parse(attributes));
        assertThatExceptionOfType(XmlException.class).isThrownBy(() -> parse("<" + "x".repeat(5000) + ">"));
    }

    @Test
    void mutatedPagesNeverFailOtherwise() {
        Random random = new Random(43);
        byte[] page = PAGE.getBytes(UTF_8);
        Set<FailureCode> seen = EnumSet.noneOf(FailureCode.class);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutant = mutated(page, random);
            try {
                all(ListPage.parse(mutant, mutant.length));
                read++;
            } catch (XmlException e) {
                seen.add(e.code());
            }
        }
        assertThat(read).isPositive();
        assertThat(seen).contains(FailureCode.XML_INVALID, FailureCode.XML_FORBIDDEN, FailureCode.LIST_FIELD,
                FailureCode.NOT_S3_RESPONSE);
    }

    private static byte[] mutated(byte[] page, Random random) {
        byte[] mutant = page.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] = (byte) random.nextInt(256);
                case 1 -> mutant[at] = (byte) "<>&;/!?\"'%+-[] \0".charAt(random.nextInt(16));
                case 2 -> mutant = Arrays.copyOf(mutant, Math.max(1, at));
                default -> {
                    int from = random.nextInt(page.length);
                    int count = Math.min(random.nextInt(30), Math.min(page.length - from, mutant.length - at));
                    System.arraycopy(page, from, mutant, at, count);
                }
            }
        }
        return mutant;
    }

    private static ListPage parse(String document) throws XmlException {
        byte[] bytes = document.getBytes(UTF_8);
        return ListPage.parse(bytes, bytes.length);
    }

    private static void all(ListPage page) throws XmlException {
        for (int i = 0; i < page.size(); i++) {
            assertThat(page.stat(i, ' ').sizeBytes()).isNotNegative();
        }
    }
}
