package dev.crossdock.s3;

import dev.crossdock.env.Env;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.wire.HttpLimits;
import dev.crossdock.wire.TlsTrust;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Stores whose requests a scripted server shows.
final class WireBucket {

    static final Checksum SUM = new Checksum(Algorithm.CRC32C, 0, "4waSgw==");
    static final Credentials CREDENTIALS = Credentials.of("AKIDTEST", "secret");

    private WireBucket() {}

    /// The bucket `bucket` of a service of that kind.
    static S3Options options(ScriptedServer server, S3Profile profile) {
        return new S3Options("bucket", profile, Optional.of(server.origin()), "", "us-east-1",
                CredentialsSource.of(CREDENTIALS), HttpLimits.DEFAULT, TlsTrust.system(), Map.of());
    }

    static S3Store store(ScriptedServer server, S3Profile profile) {
        return new S3Store(Env.production(), options(server, profile));
    }

    static Body body() {
        return Body.of(ByteBuffer.wrap("123456789".getBytes(StandardCharsets.UTF_8)), SUM);
    }

    static String error(String code, String message) {
        return "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
    }

    /// The line of a request that begins so, without its end.
    static Optional<String> line(String request, String start) {
        return request.lines().filter(each -> each.startsWith(start)).findFirst();
    }

    /// The first lines of requests, sorted.
    static List<String> targets(ScriptedServer server) {
        return server.requests().stream().map(each -> each.lines().findFirst().orElse("")).sorted().toList();
    }
}
