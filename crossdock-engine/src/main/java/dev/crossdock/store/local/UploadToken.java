package dev.crossdock.store.local;

import dev.crossdock.object.Algorithm;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// All that another process needs to go on with an upload, as text: `1:ID:SIZE:ALGORITHM:MODIFIED:KEY`, where the time
/// is `seconds,nanoseconds` or empty, and the key comes last because it may hold anything.
///
/// @param id of the temporary files
/// @param sizeBytes of the whole object
/// @param algorithm that each part is digested with
/// @param modified time to keep
/// @param key the object it is for
record UploadToken(String id, long sizeBytes, Algorithm algorithm, Optional<Instant> modified, String key) {

    private static final String FORMAT = "1";
    private static final int FIELDS = 6;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    /// The id becomes a file name, and tokens come from outside.
    UploadToken {
        if (!ID.matcher(id).matches() || sizeBytes < 0) {
            throw new IllegalArgumentException("upload " + id + " of " + sizeBytes + " bytes");
        }
    }

    String text() {
        String time = modified.map(each -> each.getEpochSecond() + "," + each.getNano()).orElse("");
        return FORMAT + ':' + id + ':' + sizeBytes + ':' + algorithm + ':' + time + ':' + key;
    }

    /// Reads a token; empty if it is none of this kind.
    static Optional<UploadToken> parse(String text) {
        String[] fields = text.split(":", FIELDS);
        if (fields.length != FIELDS || !fields[0].equals(FORMAT)) {
            return Optional.empty();
        }
        try {
            return Algorithm.named(fields[3]).map(algorithm -> new UploadToken(fields[1], Long.parseLong(fields[2]),
                    algorithm, instant(fields[4]), fields[5]));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int comma = text.indexOf(',');
        if (comma < 0) {
            throw new IllegalArgumentException("no time: " + text);
        }
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text.substring(0, comma)),
                Long.parseLong(text.substring(comma + 1))));
    }
}
