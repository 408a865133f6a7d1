package dev.crossdock.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class ServersTest {
    private static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String BODY_MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";

    @Test
    void s3proxyKeepsObjectsForThoseWhoSignWell() {
        try (S3Server server = S3ProxyServer.start()) {
            keepsObjects(server);
            try (SdkOracle stranger = SdkOracle.of(withSecret(server, "wrong"))) {
                assertThatThrownBy(() -> stranger.list("first", ""))
                        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
            }
        }
    }

    @Test
    void s3mockKeepsObjects() {
        try (S3Server server = S3MockServer.start()) {
            keepsObjects(server);
        }
    }

    @Test
    void aServerThatFailsToStartSaysWhy() {
        Path library = ServerLibrary.find("s3proxy");
        Path home = ChildServer.newHome("broken");
        Launch launch = new Launch("broken", library, List.of(), "org.gaul.s3proxy.Main",
                List.of("--properties", "missing"),
                URI.create("http://127.0.0.1:" + Ports.free()), Duration.ofMinutes(1));
        assertThatThrownBy(() -> ChildServer.start(launch, home))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("broken ended before it answered")
                .hasMessageContaining("missing");
        assertThat(home).doesNotExist();
    }

    @Test
    void aClosedServerLeavesNoProcess() {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        S3ProxyServer server = S3ProxyServer.start();
        assertThat(ProcessHandle.current().descendants().toList()).hasSizeGreaterThan(before.size());
        server.close();
        assertThat(ProcessHandle.current().descendants().toList()).isEqualTo(before);
    }

    private static void keepsObjects(S3Server server) {
        try (SdkOracle oracle = SdkOracle.of(server)) {
            oracle.createBucket("first");
            assertThat(oracle.head("first", "dir/ü +")).isEmpty();
            oracle.put("first", "dir/ü +", BODY);
            assertThat(oracle.get("first", "dir/ü +")).isEqualTo(BODY);
            assertThat(oracle.list("first", "dir/"))
                    .containsExactly(new OracleObject("dir/ü +", BODY.length, BODY_MD5));
            assertThat(oracle.head("first", "dir/ü +").orElseThrow().etag()).isEqualTo(BODY_MD5);
            oracle.client().createMultipartUpload(request -> request.bucket("first").key("begun"));
            assertThat(oracle.pendingUploads("first")).containsExactly("begun");
            oracle.delete("first", "dir/ü +");
            assertThat(oracle.list("first", "")).isEmpty();
        }
    }

    private static S3Server withSecret(S3Server server, String secret) {
        return new S3Server() {
            @Override
            public URI endpoint() {
                return server.endpoint();
            }

            @Override
            public String accessKey() {
                return server.accessKey();
            }

            @Override
            public String secretKey() {
                return secret;
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
