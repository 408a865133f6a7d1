package dev.crossdock.testkit.gcs;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// `objects.rewrite` and `objects.copy`.
final class Copying {
    private static final long MEBIBYTE = 1 << 20;

    private final Cloud cloud;
    private final Access access;
    private final Writing writing;
    private final Map<String, Rewrite> rewrites = new HashMap<>();
    private long stepBytes = Long.MAX_VALUE;

    /// A rewrite that has not come to its end.
    ///
    /// @param path of the requests, which has to stay the same
    record Rewrite(String path, long generation, long doneBytes) {}

    Copying(Cloud cloud, Access access, Writing writing) {
        this.cloud = cloud;
        this.access = access;
        this.writing = writing;
    }

    /// How much one request of a rewrite gets done.
    void stepBytes(long bytes) {
        stepBytes = bytes;
    }

    Reply copy(Call call) {
        StoredObject source = source(call, call.number("sourceGeneration"));
        return Reply.json(FieldMask.apply(call, write(call, source).resource(call.root())));
    }

    /// One step: done at once if the bytes are few enough, else with a token for the next one.
    Reply rewrite(Call call) {
        Optional<Rewrite> begun = call.parameter("rewriteToken").map(token -> begun(call, token));
        StoredObject source = source(call, begun.map(Rewrite::generation).or(() -> call.number("sourceGeneration")));
        long size = source.media().sizeBytes();
        long step = Math.min(stepBytes, call.number("maxBytesRewrittenPerCall").map(Copying::checkedStep)
                .orElse(Long.MAX_VALUE));
        long before = begun.map(Rewrite::doneBytes).orElse(0L);
        long done = step >= size - before ? size : before + step;
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("kind", "storage#rewriteResponse");
        answer.put("totalBytesRewritten", "" + done);
        answer.put("objectSize", "" + size);
        answer.put("done", done == size);
        if (done == size) {
            answer.put("resource", write(call, source).resource(call.root()));
            call.parameter("rewriteToken").ifPresent(rewrites::remove);
        } else {
            if (begun.isEmpty()) {
                admit(call);
            }
            answer.put("rewriteToken", next(call, new Rewrite(call.path(), source.generation(), done)));
        }
        return Reply.json(FieldMask.apply(call, answer));
    }

    private Rewrite begun(Call call, String token) {
        Rewrite rewrite = rewrites.get(token);
        if (rewrite == null) {
            throw GcsError.gone("The rewrite token is no longer available.");
        }
        if (!rewrite.path().equals(call.path())) {
            throw GcsError.invalid("The rewrite token is for another source or destination.");
        }
        return rewrite;
    }

    private String next(Call call, Rewrite rewrite) {
        call.parameter("rewriteToken").ifPresent(rewrites::remove);
        String token = cloud.nextId("rewrite-");
        rewrites.put(token, rewrite);
        return token;
    }

    private StoredObject source(Call call, Optional<Long> generation) {
        Shelf shelf = cloud.shelf(call.route().bucket());
        access.require(call, shelf, Access.GET);
        StoredObject found = shelf.find(call.route().object(), generation)
                .orElseThrow(() -> access.missing(shelf, call.route().object()));
        Conditions.ofSource(call).check(Optional.of(found));
        return found;
    }

    private Shelf admit(Call call) {
        Shelf target = cloud.shelf(call.route().targetBucket());
        writing.admit(call, target, call.route().targetObject(), Conditions.of(call));
        return target;
    }

    /// A resource in the body stands in place of the source's metadata, all of them.
    private StoredObject write(Call call, StoredObject source) {
        Shelf target = admit(call);
        Map<String, Object> resource = call.jsonBody();
        Map<String, Object> fields = new LinkedHashMap<>(resource.isEmpty() ? source.fields() : resource);
        if (resource.isEmpty()) {
            // Where it goes decides on class, key and holds, unless the request does.
            for (String name : new String[]{"storageClass", "temporaryHold", "eventBasedHold", "retention"}) {
                fields.remove(name);
            }
        }
        return writing.storeMade(call, target, call.route().targetObject(), source.media(), source.md5(),
                ObjectFields.of(fields), source.components());
    }

    private static long checkedStep(long bytes) {
        if (bytes <= 0 || bytes % MEBIBYTE != 0) {
            throw GcsError.invalid("maxBytesRewrittenPerCall must be an integral multiple of 1 MiB.");
        }
        return bytes;
    }
}
