package dev.crossdock.gcs;

/// An error as the JSON API tells it: `{"error": {"code": 404, "message": "...", "errors": [{"reason": "notFound"}]}}`.
/// Absent texts are empty.
///
/// @param reason the service's own word for it; of several the first
/// @param message for people
record GcsError(String reason, String message) {

    static final GcsError NONE = new GcsError("", "");

    /// Reads an error, or answers [#NONE] if the bytes are none.
    static GcsError parse(byte[] in, int length) {
        JsonScanner scanner = new JsonScanner(in, length);
        try {
            if (scanner.next() != JsonScanner.Event.OBJECT) {
                return NONE;
            }
            while (scanner.next() == JsonScanner.Event.OBJECT) {
                if (scanner.name().equals("error")) {
                    return error(scanner);
                }
                scanner.skip();
            }
            return NONE;
        } catch (JsonException e) {
            return NONE;
        }
    }

    private static GcsError error(JsonScanner scanner) throws JsonException {
        String message = "";
        String reason = "";
        for (JsonScanner.Event event = scanner.next(); event != JsonScanner.Event.CLOSE; event = scanner.next()) {
            if (event == JsonScanner.Event.TEXT && scanner.name().equals("message")) {
                message = scanner.text();
            } else if (event == JsonScanner.Event.ARRAY && scanner.name().equals("errors")) {
                reason = reason(scanner);
            } else if (event == JsonScanner.Event.OBJECT || event == JsonScanner.Event.ARRAY) {
                scanner.skip();
            }
        }
        return new GcsError(reason, message);
    }

    /// The first reason of an array that has just been opened.
    private static String reason(JsonScanner scanner) throws JsonException {
        String reason = "";
        int inside = scanner.depth();
        while (scanner.depth() >= inside) {
            JsonScanner.Event event = scanner.next();
            if (event == JsonScanner.Event.TEXT && scanner.name().equals("reason") && reason.isEmpty()) {
                reason = scanner.text();
            }
        }
        return reason;
    }
}
