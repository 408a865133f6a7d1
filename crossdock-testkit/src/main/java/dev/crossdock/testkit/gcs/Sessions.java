package dev.crossdock.testkit.gcs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// `uploadType=resumable`: an address is given out, bytes come in any number of requests, and at any time the client may
/// ask how many are there.
final class Sessions {
    private final Cloud cloud;
    private final Writing writing;
    private final Map<String, UploadSession> sessions = new HashMap<>();

    Sessions(Cloud cloud, Writing writing) {
        this.cloud = cloud;
        this.writing = writing;
    }

    /// How many were begun and neither finished nor cancelled.
    int open() {
        return (int) sessions.values().stream()
                .filter(each -> each.finished().isEmpty() && !each.isCancelled())
                .count();
    }

    /// All that were begun are gone, as after a week.
    void forgetAll() {
        sessions.clear();
    }

    void forget(Call call) {
        sessions.remove(id(call));
    }

    Reply start(Call call) {
        Shelf shelf = cloud.shelf(call.route().bucket());
        Map<String, Object> resource = call.jsonBody();
        String name = Inserting.name(call, resource);
        writing.admit(call, shelf, name, Conditions.of(call));
        Map<String, Object> fields = Inserting.typed(resource, call.header("X-Upload-Content-Type").orElse(""));
        String id = cloud.nextId("session-");
        sessions.put(id, new UploadSession(call, name, fields, Expected.of(resource)));
        return Reply.empty(200).with("Location", call.root() + "/upload/storage/v1/b/" + shelf.name()
                + "/o?uploadType=resumable&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&upload_id="
                + id);
    }

    Reply write(Call call) {
        UploadSession session = find(call);
        if (session.finished().isPresent()) {
            return resource(call, session);
        }
        SentRange range = SentRange.of(call);
        long there = session.received().sizeBytes();
        if (range.from() > there) {
            return Reply.text(503, "text/plain; charset=utf-8", "Invalid request.  According to the Content-Range"
                    + " header, the upload offset is " + range.from()
                    + " byte(s), which exceeds already uploaded size of " + there + " byte(s).");
        }
        checkSize(call, range);
        Media fresh = call.body().slice(there - range.from(), call.body().sizeBytes());
        long lost = call.fault(GcsFault.PersistLess.class).map(GcsFault.PersistLess::bytes).orElse(0L);
        boolean isLast = call.isWhole() && range.total().filter(all -> all == there + fresh.sizeBytes()).isPresent();
        if (lost > 0) {
            call.rule().ifPresent(GcsRule::countFired);
        }
        if (isLast && lost == 0) {
            session.add(fresh);
            return finish(call, session);
        }
        session.addPart(fresh, lost);
        return incomplete(session);
    }

    /// `bytes */N` says that all N bytes were sent; if they are here, the object is finished.
    Reply query(Call call) {
        UploadSession session = find(call);
        if (session.finished().isPresent()) {
            return resource(call, session);
        }
        long there = session.received().sizeBytes();
        Optional<Long> total = SentRange.of(call).total();
        if (total.filter(all -> all < there).isPresent()) {
            throw GcsError.invalid("Invalid request.  The upload has already " + there + " byte(s).");
        }
        return total.filter(all -> all == there).isPresent() ? finish(call, session) : incomplete(session);
    }

    Reply delete(Call call) {
        find(call).cancel();
        return Reply.empty(499);
    }

    private Reply finish(Call call, UploadSession session) {
        Call start = session.start();
        Shelf shelf = cloud.shelf(start.route().bucket());
        Media media = session.received();
        try {
            checkDeclared(start, media);
            writing.admit(start, shelf, session.name(), Conditions.of(start));
            session.expected().check(media);
            Expected.of(start).check(media);
            Expected.of(call).check(media);
        } catch (GcsError e) {
            // What was refused at the end cannot be finished any more.
            session.cancel();
            throw e;
        }
        call.fault(GcsFault.StoreFlipped.class).ifPresent(fault -> call.rule().ifPresent(start::claim));
        session.finish(writing.store(start, shelf, session.name(), media, session.fields()));
        return resource(call, session);
    }

    private UploadSession find(Call call) {
        UploadSession session = sessions.get(id(call));
        if (session == null) {
            throw new GcsError(404, "notFound", "Not Found");
        }
        if (session.isCancelled()) {
            throw GcsError.gone("The upload session is no longer available.");
        }
        return session;
    }

    private static void checkSize(Call call, SentRange range) {
        long came = call.body().sizeBytes();
        if (call.isWhole() && range.sizeBytes().filter(size -> size != came).isPresent()) {
            throw GcsError.invalid("Invalid request.  There were " + came
                    + " byte(s) in the request body.  There should"
                    + " have been " + range.sizeBytes().get() + " byte(s) according to the Content-Range header.");
        }
        if (range.total().filter(all -> all < range.from() + came).isPresent()) {
            throw GcsError.invalid("Invalid request.  The bytes go beyond the size in the Content-Range header.");
        }
    }

    private static void checkDeclared(Call start, Media media) {
        String declared = start.header("X-Upload-Content-Length").orElse("" + media.sizeBytes());
        if (!declared.equals("" + media.sizeBytes())) {
            throw GcsError.invalid("X-Upload-Content-Length said " + declared + " byte(s), " + media.sizeBytes()
                    + " came.");
        }
    }

    private static Reply incomplete(UploadSession session) {
        long there = session.received().sizeBytes();
        return there == 0 ? Reply.empty(308) : Reply.empty(308).with("Range", "bytes=0-" + (there - 1));
    }

    private static Reply resource(Call call, UploadSession session) {
        StoredObject object = session.finished().orElseThrow();
        return Reply.json(FieldMask.apply(session.start(), object.resource(call.root())));
    }

    private static String id(Call call) {
        return call.parameter("upload_id").orElse("");
    }
}
