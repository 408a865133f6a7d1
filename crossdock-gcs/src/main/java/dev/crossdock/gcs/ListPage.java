package dev.crossdock.gcs;

import java.util.ArrayList;
import java.util.List;

/// One page of a listing. Source of the format: JSON API reference, "Objects: list".
///
/// @param objects in the order of the page
/// @param token leads to the next page; empty on the last one
record ListPage(List<GcsObject> objects, String token) {

    static ListPage parse(byte[] in, int length) throws JsonException {
        JsonScanner scanner = new JsonScanner(in, length);
        if (scanner.next() != JsonScanner.Event.OBJECT) {
            throw JsonException.foreign("the answer is no listing");
        }
        List<GcsObject> objects = new ArrayList<>(1000);
        String token = "";
        for (JsonScanner.Event event = scanner.next(); event != JsonScanner.Event.CLOSE; event = scanner.next()) {
            if (event == JsonScanner.Event.ARRAY && scanner.name().equals("items")) {
                items(scanner, objects);
            } else if (event == JsonScanner.Event.TEXT && scanner.name().equals("nextPageToken")) {
                token = scanner.text();
            } else if (event == JsonScanner.Event.OBJECT || event == JsonScanner.Event.ARRAY) {
                if (scanner.name().equals("error")) {
                    throw JsonException.foreign("the answer is an error with the status of a success");
                }
                scanner.skip();
            }
        }
        if (scanner.next() != JsonScanner.Event.END) {
            throw JsonException.foreign("something follows the listing");
        }
        return new ListPage(objects, token);
    }

    private static void items(JsonScanner scanner, List<GcsObject> objects) throws JsonException {
        for (JsonScanner.Event event = scanner.next(); event != JsonScanner.Event.CLOSE; event = scanner.next()) {
            if (event != JsonScanner.Event.OBJECT) {
                throw JsonException.foreign("an item of the listing is no object resource");
            }
            objects.add(GcsObject.read(scanner));
        }
    }
}
