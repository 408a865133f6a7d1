package dev.crossdock.testkit.store;

import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.Written;
import java.util.List;
import java.util.Optional;

/// Replies that say less than the truth, or something else.
final class FaultyReplies {

    private FaultyReplies() {}

    static Written of(Optional<Fault> fault, Written truth) {
        if (fault.isEmpty()) {
            return truth;
        }
        Written reply = switch (fault.get().effect()) {
            case Effect.HideChecksums _ -> new Written(truth.version(), truth.etag(), List.of());
            case Effect.WrongChecksums _ -> new Written(truth.version(), truth.etag(), wrong(truth.checksums()));
            case Effect.HideVersion _ -> new Written("", "", truth.checksums());
            default -> truth;
        };
        if (!reply.equals(truth)) {
            fault.get().happened();
        }
        return reply;
    }

    static Optional<ObjectStat> of(Optional<Fault> fault, Optional<ObjectStat> truth, Optional<ObjectStat> before) {
        if (fault.isEmpty()) {
            return truth;
        }
        Optional<ObjectStat> reply = switch (fault.get().effect()) {
            case Effect.HideChecksums _ -> truth.map(each -> with(each, List.of()));
            case Effect.WrongChecksums _ -> truth.map(each -> with(each, wrong(each.checksums())));
            case Effect.Blind _ -> Optional.empty();
            case Effect.Stale _ -> before;
            default -> truth;
        };
        if (!reply.equals(truth)) {
            fault.get().happened();
        }
        return reply;
    }

    static List<UploadedPart> of(Optional<Fault> fault, List<UploadedPart> truth) {
        if (fault.isEmpty()) {
            return truth;
        }
        List<UploadedPart> reply = switch (fault.get().effect()) {
            case Effect.HideChecksums _ -> truth.stream().map(each -> with(each, List.of())).toList();
            case Effect.WrongChecksums _ ->
                truth.stream().map(each -> with(each, wrong(each.checksum().stream().toList()))).toList();
            default -> truth;
        };
        if (!reply.equals(truth)) {
            fault.get().happened();
        }
        return reply;
    }

    private static UploadedPart with(UploadedPart part, List<Checksum> checksums) {
        return new UploadedPart(part.number(), part.sizeBytes(), part.etag(), checksums.stream().findFirst());
    }

    private static List<Checksum> wrong(List<Checksum> checksums) {
        return checksums.stream()
                .map(each -> new Checksum(each.algorithm(), each.parts(),
                        Checksum.of(each.algorithm(), SampleBytes.flipped(each.value(), 0)).base64()))
                .toList();
    }

    private static ObjectStat with(ObjectStat stat, List<Checksum> checksums) {
        return new ObjectStat(stat.key(), stat.sizeBytes(), stat.version(), stat.etag(), stat.modified(), checksums,
                stat.attributes(), stat.storageClass(), stat.tagCount(), stat.standing());
    }
}
