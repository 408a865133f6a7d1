package dev.crossdock.gcs;

import dev.crossdock.env.CancelledException;
import dev.crossdock.store.FailureClass.Action;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.RetryPolicy;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Written;
import dev.crossdock.wire.HttpResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// A resumable upload, for bodies that cannot be read twice. After a reply that was lost the service is asked how far it
/// got, and gets what it lacks; a session that is gone is begun anew as long as nothing has been let go of. This is
/// repeated here because nobody above could: they do not have the bytes any more. Source: Cloud Storage documentation,
/// "Performing resumable uploads".
///
/// Whoever knows the address of a session can write to it, so it is shown nowhere.
final class Session {

    /// The service has part of the bytes and waits for the rest.
    private static final int INCOMPLETE = 308;

    private final GcsClient client;
    private final NewObject object;
    private final long sizeBytes;
    private String address = "";

    Session(GcsClient client, NewObject object, long sizeBytes) {
        this.client = client;
        this.object = object;
        this.sizeBytes = sizeBytes;
    }

    /// Sends a body.
    ///
    /// @param chunk filled with its first piece, which is not the last
    Written send(Chunk chunk) throws StoreException {
        boolean done = false;
        try {
            address = begin();
            Optional<GcsObject> taken = deliver(chunk);
            while (taken.isEmpty()) {
                chunk.fill();
                taken = deliver(chunk);
            }
            GcsWrites.requireTaken(client, object, taken.get(), sizeBytes, chunk.checksum());
            done = true;
            return taken.get().written();
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    private String begin() throws StoreException {
        GcsRequest request = GcsWrites.request(client, object, "resumable")
                .header("x-upload-content-length", Long.toString(sizeBytes))
                .json(object.resource(List.of()));
        try (HttpResponse response = client.send(request)) {
            String location = response.header("location").orElse("");
            try {
                URI uri = new URI(location);
                // Only the path counts: tokens go to the one origin that was configured, whatever an answer says.
                if (uri.getRawPath() != null && uri.getRawQuery() != null) {
                    return uri.getRawPath() + '?' + uri.getRawQuery();
                }
            } catch (URISyntaxException e) {
                // told below, without the address
            }
            throw client.failures().senseless(request, FailureCode.NOT_S3_RESPONSE, response.status(),
                    "the answer names no session", "");
        }
    }

    /// Sends the present piece until the service has it.
    ///
    /// @return the object, if that was the last piece
    private Optional<GcsObject> deliver(Chunk chunk) throws StoreException {
        long from = chunk.offset();
        int failed = 0;
        boolean asking = false;
        while (true) {
            try {
                Answer answer = asking || from == chunk.end() ? ask() : put(chunk, from);
                if (answer.object().isPresent() || !chunk.last() && answer.storedBytes() >= chunk.end()) {
                    return answer.object();
                }
                requireKept(chunk, answer);
                failed = answer.storedBytes() > from ? 0 : failed + 1;
                requireProgress(failed);
                from = answer.storedBytes();
                asking = false;
            } catch (StoreException e) {
                failed++;
                if (e.code() == FailureCode.UPLOAD_LOST && chunk.offset() == 0 && failed < attemptsMax()) {
                    address = begin();
                    from = 0;
                    asking = false;
                } else {
                    pauseOrThrow(failed, e);
                    asking = true;
                }
            }
        }
    }

    /// What the service says to a piece, or when it is asked.
    ///
    /// @param storedBytes how many it has, from the start of the body
    /// @param object what has become of all of them
    private record Answer(long storedBytes, Optional<GcsObject> object) {}

    private Answer put(Chunk chunk, long from) throws StoreException {
        ByteBuffer bytes = chunk.from(from);
        GcsRequest request = request("PUT", "bytes " + from + '-' + (chunk.end() - 1) + '/' + sizeBytes)
                .body(new PiecesBody(List.of(bytes)));
        if (chunk.last()) {
            request.header("x-goog-hash", "crc32c=" + chunk.checksum().base64());
        }
        return answer(request);
    }

    private Answer ask() throws StoreException {
        return answer(request("PUT", "bytes */" + sizeBytes).body(new PiecesBody(List.of())));
    }

    private GcsRequest request(String method, String range) {
        return new GcsRequest(Operation.WRITE, method, object.key(), address).header("content-range", range);
    }

    private Answer answer(GcsRequest request) throws StoreException {
        try (HttpResponse response = client.exchange(request)) {
            return switch (response.status()) {
                case 200, 201 -> new Answer(sizeBytes,
                        Optional.of(JsonReply.of(client, request, response, GcsObject::parse)));
                case INCOMPLETE -> new Answer(stored(request, response), Optional.empty());
                case 404, 410 -> throw lost("the session is gone (status " + response.status() + ')');
                default -> throw client.refused(request, response);
            };
        }
    }

    /// How many bytes the service has, from `Range: bytes=0-524287`, which is missing as long as it has none.
    private long stored(GcsRequest request, HttpResponse response) throws StoreException {
        String range = response.header("range").orElse("");
        if (range.isEmpty()) {
            return 0;
        }
        String start = range.startsWith("bytes=0-") ? "bytes=0-" : "0-";
        try {
            long last = range.startsWith(start) ? Long.parseLong(range, start.length(), range.length(), 10) : -1;
            if (last >= 0 && last < sizeBytes) {
                return last + 1;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw client.failures().senseless(request, FailureCode.NOT_S3_RESPONSE, response.status(),
                "the answer has the range '" + Redaction.clean(range, 80) + '\'', "");
    }

    private void requireKept(Chunk chunk, Answer answer) throws StoreException {
        if (answer.storedBytes() < chunk.offset()) {
            throw lost("the service has " + answer.storedBytes() + " bytes left of " + chunk.offset());
        }
    }

    private void requireProgress(int failed) throws StoreException {
        if (failed > attemptsMax()) {
            throw client.failures().ours(Operation.WRITE, object.key(), FailureCode.SERVER_ERROR,
                    "the service takes no more bytes of the session");
        }
    }

    private StoreException lost(String message) {
        return client.failures().ours(Operation.WRITE, object.key(), FailureCode.UPLOAD_LOST, message);
    }

    private static int attemptsMax() {
        return RetryPolicy.CALLS.attemptsMax();
    }

    private void pauseOrThrow(int failed, StoreException e) throws StoreException {
        Action action = e.failure().failureClass().action();
        boolean passing = action == Action.RETRY || action == Action.SLOW;
        if (!passing || failed >= attemptsMax()) {
            throw e;
        }
        client.env().tasks()
                .sleep(RetryPolicy.CALLS.pause(failed, e.failure(), client.env().entropy().nextFraction()));
    }

    /// Nobody is going to send the rest: the service need not keep what it has for a week.
    private void abandon() {
        if (address.isEmpty()) {
            return;
        }
        try {
            client.exchange(new GcsRequest(Operation.WRITE, "DELETE", object.key(), address)).close();
        } catch (StoreException | CancelledException e) {
            // The service lets go of it in the end.
        }
    }
}
