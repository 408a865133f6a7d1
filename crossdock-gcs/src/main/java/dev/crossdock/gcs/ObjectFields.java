package dev.crossdock.gcs;

import dev.crossdock.object.Attributes;
import java.util.Map;
import java.util.TreeMap;

/// The fields of one object resource, as they are read.
final class ObjectFields {

    private final Map<String, String> headers = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();
    private String name = "";
    private long sizeBytes = -1;
    private String generation = "";
    private String crc32c = "";
    private String md5 = "";
    private String created = "";
    private String storageClass = "";
    private boolean replaced;

    /// Reads up to the end of the object.
    void read(JsonScanner scanner) throws JsonException {
        for (JsonScanner.Event event = scanner.next(); event != JsonScanner.Event.CLOSE; event = scanner.next()) {
            switch (event) {
                case TEXT, WORD -> field(scanner);
                case OBJECT -> object(scanner);
                case ARRAY -> scanner.skip();
                case CLOSE, END -> throw JsonException.foreign("an object resource does not end");
            }
        }
    }

    GcsObject object() throws JsonException {
        Attributes attributes = headers.isEmpty() && metadata.isEmpty()
                ? Attributes.NONE
                : KeptHeaders.read(headers, metadata);
        return new GcsObject(name, sizeBytes, generation, crc32c, md5, Times.iso(created), storageClass, attributes,
                replaced).required();
    }

    private void field(JsonScanner scanner) throws JsonException {
        switch (scanner.name()) {
            case "name" -> name = scanner.text();
            case "size" -> sizeBytes = scanner.number();
            case "generation" -> generation = scanner.number() < 0 ? "" : scanner.text();
            case "crc32c" -> crc32c = scanner.text();
            case "md5Hash" -> md5 = scanner.text();
            case "timeCreated" -> created = scanner.text();
            case "timeDeleted" -> replaced = true;
            case "storageClass" -> storageClass = scanner.text();
            case "customTime" -> metadata.put(KeptHeaders.CUSTOM_TIME, scanner.text());
            default -> header(scanner);
        }
    }

    private void header(JsonScanner scanner) throws JsonException {
        String header = KeptHeaders.header(scanner.name());
        if (!header.isEmpty()) {
            headers.put(header, scanner.text());
        }
    }

    private void object(JsonScanner scanner) throws JsonException {
        if (!scanner.name().equals("metadata")) {
            scanner.skip();
            return;
        }
        while (scanner.next() == JsonScanner.Event.TEXT) {
            metadata.put(scanner.name(), scanner.text());
        }
    }
}
