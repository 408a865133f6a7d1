package dev.crossdock.gcs;

import java.util.Optional;

/// What one request of a copy has come to.
///
/// @param token of the next one; empty if there is none
/// @param rewrittenBytes so far
/// @param object once it is there
record RewriteStep(String token, long rewrittenBytes, Optional<GcsObject> object) {

    static RewriteStep parse(byte[] in, int length) throws JsonException {
        JsonScanner scanner = new JsonScanner(in, length);
        if (scanner.next() != JsonScanner.Event.OBJECT) {
            throw JsonException.foreign("the answer is no rewrite response");
        }
        String token = "";
        long rewritten = 0;
        boolean done = false;
        Optional<GcsObject> object = Optional.empty();
        for (JsonScanner.Event event = scanner.next(); event != JsonScanner.Event.CLOSE; event = scanner.next()) {
            if (event == JsonScanner.Event.OBJECT && scanner.name().equals("resource")) {
                object = Optional.of(GcsObject.read(scanner));
            } else if (event == JsonScanner.Event.OBJECT || event == JsonScanner.Event.ARRAY) {
                scanner.skip();
            } else if (scanner.name().equals("rewriteToken")) {
                token = scanner.text();
            } else if (scanner.name().equals("totalBytesRewritten")) {
                rewritten = scanner.number();
            } else if (scanner.name().equals("done")) {
                done = scanner.text().equals("true");
            }
        }
        if (done != object.isPresent() || !done && token.isEmpty()) {
            throw JsonException.foreign("the answer is neither the end of a copy nor a step on the way");
        }
        return new RewriteStep(token, rewritten, object);
    }
}
