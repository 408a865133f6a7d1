package dev.crossdock.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

final class SigV4Test {

    private static final Instant PUBLISHED = Instant.parse("2013-05-24T00:00:00Z");
    private static final Credentials EXAMPLE = Credentials.of("AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    /// The examples of Amazon S3 API reference, "Signature Calculations for the Authorization Header".
    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    GET | /test.txt | '' | range=bytes=0-9 | e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 | f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41
                    PUT | /test%24file.text | '' | date=Fri, 24 May 2013 00:00:00 GMT;x-amz-storage-class=REDUCED_REDUNDANCY | 44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072 | 98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd
                    GET | / | lifecycle= | '' | e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 | fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543
                    GET | / | max-keys=2&prefix=J | '' | e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 | 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7
                    """)
    void signsThePublishedExamples(String method, String path, String query, String headers, String payload,
            String signature) {
        List<String> list = new ArrayList<>();
        for (String each : headers.split(";", -1)) {
            if (!each.isEmpty()) {
                list.add(each.substring(0, each.indexOf('=')));
                list.add(each.substring(each.indexOf('=') + 1));
            }
        }
        new SigV4("s3").sign(EXAMPLE, "us-east-1", PUBLISHED, method, path, query, "examplebucket.s3.amazonaws.com",
                list, payload);
        assertThat(list.getLast()).endsWith("Signature=" + signature);
    }

    /// The example of Amazon S3 API reference, "Authenticating Requests: Using Query Parameters".
    @Test
    void presignsThePublishedExample() {
        String query = new SigV4("s3").presign(EXAMPLE, "us-east-1", PUBLISHED, 86_400, "/test.txt",
                "examplebucket.s3.amazonaws.com", "");
        assertThat(query).endsWith("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void agreesWithTheSdkOnRandomRequests() {
        Random random = new Random(20_130_524);
        SigV4 ours = new SigV4("s3");
        AwsV4HttpSigner theirs = AwsV4HttpSigner.create();
        for (int i = 0; i < 1000; i++) {
            Sample sample = Sample.random(random);
            assertThat(ours(ours, sample)).as("request %s %s", i, sample).isEqualTo(sdk(theirs, sample));
        }
    }

    @Test
    void derivesAnotherKeyForAnotherDayRegionAndSecret() {
        SigV4 signer = new SigV4("s3");
        List<String> signatures = new ArrayList<>();
        Credentials other = Credentials.of("AKIAIOSFODNN7EXAMPLE", "other");
        for (int round = 0; round < 2; round++) {
            signatures.add(sign(signer, EXAMPLE, "us-east-1", PUBLISHED));
            signatures.add(sign(signer, EXAMPLE, "eu-west-1", PUBLISHED));
            signatures.add(sign(signer, EXAMPLE, "us-east-1", PUBLISHED.plusSeconds(86_400)));
            signatures.add(sign(signer, other, "us-east-1", PUBLISHED));
        }
        assertThat(signatures.subList(0, 4)).doesNotHaveDuplicates().isEqualTo(signatures.subList(4, 8));
    }

    @Test
    void hmacAgreesWithRfc4231() {
        byte[] key = "Jefe".getBytes(UTF_8);
        byte[] message = "what do ya want for nothing?".getBytes(UTF_8);
        assertThat(HexFormat.of().formatHex(new HmacKey(key).sign(message, message.length)))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        byte[] longKey = new byte[131];
        Arrays.fill(longKey, (byte) 0xaa);
        byte[] text = "Test Using Larger Than Block-Size Key - Hash Key First".getBytes(UTF_8);
        assertThat(HexFormat.of().formatHex(new HmacKey(longKey).sign(text, text.length)))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    private static String sign(SigV4 signer, Credentials credentials, String region, Instant now) {
        List<String> headers = new ArrayList<>();
        signer.sign(credentials, region, now, "GET", "/", "", "host", headers, SigV4.UNSIGNED);
        return headers.getLast();
    }

    private static String ours(SigV4 signer, Sample sample) {
        StringBuilder path = new StringBuilder("/");
        UriEncoding.path(path, sample.key());
        StringBuilder query = new StringBuilder();
        sample.query().forEach((name, value) -> {
            query.append(query.isEmpty() ? "" : "&");
            UriEncoding.query(query, name);
            UriEncoding.query(query.append('='), value);
        });
        List<String> headers = new ArrayList<>();
        sample.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        signer.sign(sample.credentials(), "eu-central-1", sample.at(), sample.method(), path, query,
                "bucket.example.com", headers,
                SigV4.UNSIGNED);
        return headers.getLast().replace(",Signature", ", Signature").replace(",SignedHeaders", ", SignedHeaders");
    }

    private static String sdk(AwsV4HttpSigner signer, Sample sample) {
        StringBuilder path = new StringBuilder("/");
        UriEncoding.path(path, sample.key());
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(SdkHttpMethod.valueOf(sample.method()))
                .uri(URI.create("https://bucket.example.com")).encodedPath(path.toString());
        sample.query().forEach(request::putRawQueryParameter);
        sample.headers().forEach(request::putHeader);
        AwsCredentialsIdentity identity = sample.credentials().sessionToken().isEmpty()
                ? AwsCredentialsIdentity.create(sample.credentials().accessKey(),
                        sample.credentials().secret().reveal())
                : AwsSessionCredentialsIdentity.create(sample.credentials().accessKey(),
                        sample.credentials().secret().reveal(),
                        sample.credentials().sessionToken().get().reveal());
        return signer.sign(signing -> signing.identity(identity).request(request.build())
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(sample.at(), ZoneOffset.UTC)))
                .request().firstMatchingHeader("Authorization").orElseThrow();
    }

    private record Sample(String method, String key, Map<String, String> query, Map<String, String> headers,
            Credentials credentials, Instant at) {

        private static final String AWKWARD = "abcXYZ019 -_.~/+%&=?#:;,@!$'()*[]{}<>|\\^`\"\u00e9\u00df\u03a9\u4e2d\uac00\u200b\u0001\t\n";

        static Sample random(Random random) {
            Map<String, String> query = new TreeMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                query.put("q" + random.nextInt(9), text(random, 12));
            }
            Map<String, String> headers = new TreeMap<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                headers.put("x-amz-meta-" + (char) ('a' + random.nextInt(26)), value(random));
            }
            Optional<Secret> token = random.nextBoolean()
                    ? Optional.of(new Secret("token/+" + random.nextInt()))
                    : Optional.empty();
            Credentials credentials = new Credentials("AKID" + random.nextInt(3), new Secret("s" + random.nextInt(3)),
                    token, Optional.empty());
            String method = List.of("GET", "PUT", "HEAD", "DELETE", "POST").get(random.nextInt(5));
            return new Sample(method, text(random, 40), query, headers, credentials,
                    Instant.ofEpochSecond(1_400_000_000L + random.nextInt(600_000_000)));
        }

        private static String text(Random random, int most) {
            StringBuilder text = new StringBuilder("k");
            for (int i = random.nextInt(most); i > 0; i--) {
                if (random.nextInt(20) == 0) {
                    text.appendCodePoint(0x1f600 + random.nextInt(50));
                } else {
                    text.append(AWKWARD.charAt(random.nextInt(AWKWARD.length())));
                }
            }
            return text.toString();
        }

        private static String value(Random random) {
            StringBuilder text = new StringBuilder("v");
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append((char) (' ' + random.nextInt(95)));
            }
            return text.append('v').toString().toLowerCase(Locale.ROOT);
        }
    }
}
