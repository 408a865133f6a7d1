package dev.crossdock.testkit.ledger;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Location;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ServiceAnswer;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Orders and outcomes for tests of ledgers.
public final class LedgerSamples {

    /// Strings that are easily mangled: empty, control characters, right-to-left marks, four-byte characters, both
    /// normal forms of one letter, the replacement character, noncharacters, lone surrogates, and a long one.
    public static final List<String> AWKWARD = List.of("", " ", "\u0000\n\r\t\u001b[31m", "\u202e\u200b",
            "\ud83d\ude00/\ud83d\ude01",
            "\u00e9", "e\u0301", "\ufffd", "\uffff\ufffe", "\ud800", "a\udc00b", "\udc00\ud800", "\ud83d\ud83d\ude00",
            "../..//.", "%2F+%00",
            "\u007f\u0080\u07ff\u0800", "\ud7ff\ue000", "\u00ff".repeat(1_500));

    private LedgerSamples() {}

    /// The order to copy one bucket to another.
    public static Order order(String bucket) {
        return new Order("copy", new Location(Location.Scheme.S3, bucket, ""), "https://source.example:443",
                new Location(Location.Scheme.LOCAL, "/target", "copies/"), "");
    }

    /// A delivery to the key of the same name under `copies/`.
    public static Outcome.Delivered delivered(String key, long sizeBytes) {
        return new Outcome.Delivered(key, "copies/" + key, receipt(key, sizeBytes), 1);
    }

    /// Some receipt.
    public static Receipt receipt(String key, long sizeBytes) {
        byte[] value = new byte[Algorithm.CRC64NVME.sizeBytes()];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (key.hashCode() * 31L + sizeBytes >>> i);
        }
        return new Receipt(sizeBytes, "version-" + sizeBytes, "\"etag\"", Checksum.of(Algorithm.CRC64NVME, value),
                SourceProof.STORED,
                TargetProof.SERVICE);
    }

    /// A receipt whose every field can be chosen.
    public static Receipt receipt(String version, Algorithm algorithm, SourceProof source, TargetProof target) {
        byte[] value = new byte[algorithm.sizeBytes()];
        byte[] bytes = version.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, value, 0, Math.min(bytes.length, value.length));
        return new Receipt(Long.MAX_VALUE, version, version, Checksum.of(algorithm, value), source, target);
    }

    /// An object given up after two attempts, with all that a failure can carry.
    public static Outcome.Failed failed(String key, FailureCode code) {
        Failure first = new Failure(FailureCode.THROTTLED, Operation.READ, "s3://bucket/" + key,
                "please reduce your rate: " + key,
                Optional.of(new ServiceAnswer(503, "SlowDown", "request-" + key, "<Error>\u0000" + key)),
                Optional.of(Duration.ofMillis(1_500)));
        return new Outcome.Failed(key, 42, List.of(first, Failure.of(code, Operation.WRITE, key, "no: " + key)));
    }
}
