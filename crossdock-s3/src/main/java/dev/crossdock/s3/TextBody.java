package dev.crossdock.s3;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Digest;
import dev.crossdock.store.Body;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A document as the body of a request.
final class TextBody {

    private TextBody() {}

    static Body of(CharSequence text) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
        return Body.of(bytes, checksum(Algorithm.CRC32, bytes));
    }

    /// The digest that DeleteObjects wants, in the form of the header Content-MD5.
    static String md5(Body body) {
        return checksum(Algorithm.MD5, body.whole().orElseThrow()).base64();
    }

    private static Checksum checksum(Algorithm algorithm, ByteBuffer bytes) {
        Digest digest = algorithm.digest();
        digest.update(bytes);
        return digest.finish();
    }
}
