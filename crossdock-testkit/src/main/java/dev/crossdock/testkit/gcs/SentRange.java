package dev.crossdock.testkit.gcs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The header `Content-Range` of an upload: which bytes these are, of how many.
///
/// @param from the offset of the first byte
/// @param sizeBytes how many there are by the header; nothing if the header does not say
/// @param total the size of the object; nothing while it is unknown
record SentRange(long from, Optional<Long> sizeBytes, Optional<Long> total) {
    private static final Pattern FORM = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

    /// @throws GcsError `invalid` if the header is not of this form
    static SentRange of(Call call) {
        Optional<String> header = call.header("Content-Range");
        if (header.isEmpty()) {
            return new SentRange(0, Optional.empty(),
                    call.isWhole() ? Optional.of(call.body().sizeBytes()) : Optional.empty());
        }
        Matcher match = FORM.matcher(header.get());
        if (!match.matches()) {
            throw GcsError.invalid("Failed to parse Content-Range header.");
        }
        Optional<Long> total = match.group(3).equals("*")
                ? Optional.empty()
                : Optional.of(Long.valueOf(match.group(3)));
        if (match.group(1) == null) {
            return new SentRange(0, Optional.empty(), total);
        }
        long from = Long.parseLong(match.group(1));
        return new SentRange(from, Optional.of(Long.parseLong(match.group(2)) - from + 1), total);
    }
}
