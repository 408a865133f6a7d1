package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.env.Env;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.wire.HttpLimits;
import dev.crossdock.wire.Origin;
import dev.crossdock.wire.TlsTrust;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which host a request goes to, and what its path is. All names lead to the scripted server.
final class S3AddressingTest {

    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock = """
                    my-bucket, s3.eu-west-1.amazonaws.com, AUTO, my-bucket.s3.eu-west-1.amazonaws.com, /k
                    my-bucket, s3.amazonaws.com, AUTO, my-bucket.s3.amazonaws.com, /k
                    my.bucket, s3.eu-west-1.amazonaws.com, AUTO, s3.eu-west-1.amazonaws.com, /my.bucket/k
                    my-bucket, s3.eu-west-1.amazonaws.com, PATH, s3.eu-west-1.amazonaws.com, /my-bucket/k
                    my-bucket, s3.example.com, AUTO, s3.example.com, /my-bucket/k
                    my-bucket, s3.example.com, VIRTUAL, my-bucket.s3.example.com, /k
                    my-bucket, vpce-1.s3.eu-west-1.vpce.amazonaws.com, AUTO, vpce-1.s3.eu-west-1.vpce.amazonaws.com, /my-bucket/k
                    """)
    void theBucketStandsInTheHostOrInThePath(String bucket, String endpoint, S3Access.Addressing addressing,
            String host, String path) throws StoreException {
        server.answer("200 OK\r\nETag: \"e\"", "");
        try (S3Store store = store(bucket, endpoint, addressing)) {
            store.stat("k");
        }
        assertThat(hosts).containsExactly(host);
        assertThat(server.requests().getFirst()).startsWith("HEAD " + path + " HTTP/1.1\r\nHost: " + host + ':');
    }

    @Test
    void withoutEndpointTheRegionsHostIsMeant() {
        Env env = Env.production();
        S3Options amazon = new S3Options("my-bucket", S3Profile.AWS, Optional.empty(), "", "eu-west-1",
                CredentialsSource.anonymous(), HttpLimits.DEFAULT, TlsTrust.system(), Map.of());
        S3Access byPath = new S3Access("", S3Access.Payer.OWNER, S3Access.Addressing.PATH);
        assertThat(Endpoint.of(env, amazon, "eu-west-1").origin().host())
                .isEqualTo("my-bucket.s3.eu-west-1.amazonaws.com");
        assertThat(Endpoint.of(env, amazon, "cn-north-1").origin().host())
                .isEqualTo("my-bucket.s3.cn-north-1.amazonaws.com.cn");
        assertThat(Endpoint.of(env, amazon.with(byPath), "eu-west-1").origin().host())
                .isEqualTo("s3.eu-west-1.amazonaws.com");
        assertThat(Endpoint.of(env, amazon.with(byPath), "eu-west-1").bucketPath()).isEqualTo("/my-bucket");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock = """
                    301 x, PermanentRedirect, s3.us-east-1.amazonaws.com, s3.eu-west-1.amazonaws.com
                    400 x, AuthorizationHeaderMalformed, s3.dualstack.us-east-1.amazonaws.com, s3.dualstack.eu-west-1.amazonaws.com
                    400 x, IllegalLocationConstraintException, s3.amazonaws.com, s3.eu-west-1.amazonaws.com
                    """)
    void anEndpointOfAmazonIsLeftForTheRegionItNames(String status, String serviceCode, String first, String second)
            throws StoreException {
        server.answer(status + "\r\nx-amz-bucket-region: eu-west-1", WireBucket.error(serviceCode, ""))
                .answer("200 OK\r\nETag: \"e\"", "12345");
        try (S3Store store = store("my-bucket", first, S3Access.Addressing.AUTO)) {
            store.read("k", ReadOptions.ALL).close();
        }
        assertThat(hosts).containsExactly("my-bucket." + first, "my-bucket." + second);
        assertThat(server.requests().getFirst()).contains("/us-east-1/s3/aws4_request");
        assertThat(server.requests().get(1)).contains("/eu-west-1/s3/aws4_request");
    }

    @Test
    void aLookIsFollowedAlthoughItsRefusalHasNoBody() throws StoreException {
        server.answer("400 x\r\nx-amz-bucket-region: eu-west-1", "").answer("200 OK\r\nETag: \"e\"", "");
        try (S3Store store = store("my-bucket", "s3.us-east-1.amazonaws.com", S3Access.Addressing.AUTO)) {
            assertThat(store.stat("k")).isPresent();
        }
        assertThat(hosts).hasSize(2);
    }

    @Test
    void aRegionIsFollowedOnce() {
        server.answer("301 x\r\nx-amz-bucket-region: eu-west-1", WireBucket.error("PermanentRedirect", ""))
                .answer("301 x\r\nx-amz-bucket-region: eu-west-2", WireBucket.error("PermanentRedirect", ""))
                .answer("200 OK\r\nETag: \"e\"", "12345");
        try (S3Store store = store("my-bucket", "s3.us-east-1.amazonaws.com", S3Access.Addressing.AUTO)) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.read("k", ReadOptions.ALL).close())
                    .extracting(StoreException::code).isEqualTo(FailureCode.WRONG_REGION);
        }
        assertThat(server.left()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            my-bucket.s3.us-east-1.vpce.amazonaws.com, 301 x
            s3.us-east-1.amazonaws.com.example.com, 301 x
            s3.example.com, 400 x
            """)
    void hostsThatAreNotAmazonsOwnAreNotLeft(String host, String status) {
        server.answer(status + "\r\nx-amz-bucket-region: eu-west-1", WireBucket.error("PermanentRedirect", ""));
        try (S3Store store = store("my-bucket", host, S3Access.Addressing.PATH)) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.read("k", ReadOptions.ALL).close())
                    .extracting(StoreException::code).isEqualTo(FailureCode.WRONG_REGION);
        }
        assertThat(hosts).containsExactly(host);
    }

    @ParameterizedTest
    @CsvSource({"my_bucket,s3.example.com", "my-bucket,127.0.0.1", "my-bucket,::1"})
    void aBucketThatCannotStandInAHostIsRefused(String bucket, String host) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> store(bucket, host, S3Access.Addressing.VIRTUAL).close())
                .extracting(ConfigurationException::code).isEqualTo("CFG_ADDRESSING");
    }

    @Test
    void bucketsOfAmazonAreCopiedToEachOtherHoweverTheyAreAddressed() throws StoreException {
        server.answer("200 OK", "<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>");
        try (S3Store source = store("one", "s3.us-east-1.amazonaws.com", S3Access.Addressing.VIRTUAL);
                S3Store target = store("two", "s3.eu-west-1.amazonaws.com", S3Access.Addressing.PATH);
                S3Store other = store("two", "s3.example.com", S3Access.Addressing.PATH)) {
            WriteOptions options = WriteOptions.of(new Precondition.None());
            target.copy(source, "from", "e", "to", options);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> other.copy(source, "from", "e", "to", options))
                    .extracting(StoreException::code).isEqualTo(FailureCode.UNSUPPORTED);
        }
        assertThat(hosts).containsExactly("s3.eu-west-1.amazonaws.com");
        assertThat(server.requests().getFirst()).startsWith("PUT /two/to").contains("x-amz-copy-source: one/from\r\n");
    }

    private S3Store store(String bucket, String host, S3Access.Addressing addressing) {
        int port = server.origin().port();
        S3Options options = new S3Options(bucket, S3Profile.AWS, Optional.of(new Origin(false, host, port)), "",
                "us-east-1", CredentialsSource.of(WireBucket.CREDENTIALS), HttpLimits.DEFAULT, TlsTrust.system(),
                Map.of());
        Env real = Env.production();
        Env env = new Env(real.clock(), real.entropy(), real.tasks(), (name, _, timeoutNanos) -> {
            hosts.add(name);
            return real.net().connect("127.0.0.1", port, timeoutNanos);
        }, real.disk());
        return new S3Store(env, options.with(new S3Access("", S3Access.Payer.OWNER, addressing)));
    }
}
