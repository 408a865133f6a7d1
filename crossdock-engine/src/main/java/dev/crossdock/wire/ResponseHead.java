package dev.crossdock.wire;

import dev.crossdock.wire.WireException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The head of a response (RFC 9112), kept as bytes. Values become strings when asked for: UTF-8 where the bytes are
/// valid UTF-8, which is what object stores send, else ISO-8859-1, which is what HTTP says.
final class ResponseHead {

    private static final int MARKS = 4;

    private final byte[] bytes;
    private final HttpLimits limits;
    private final String peer;

    /// Start and end of the name, then of the value, for each header.
    private int[] marks = new int[16 * MARKS];
    private int marked;
    private int status;
    private long contentLength = -1;
    private boolean chunked;
    private boolean last;

    private ResponseHead(byte[] bytes, HttpLimits limits, String peer) {
        this.bytes = bytes;
        this.limits = limits;
        this.peer = peer;
    }

    /// @param bytes a whole head with its empty line; kept, and its names are made lower case
    /// @param peer for messages
    static ResponseHead parse(byte[] bytes, HttpLimits limits, String peer) throws WireException {
        var head = new ResponseHead(bytes, limits, peer);
        int at = head.statusLine();
        while (bytes[at] != '\r' || bytes[at + 1] != '\n' || at + 2 != bytes.length) {
            at = head.headerLine(at);
        }
        if (head.chunked && head.contentLength >= 0) {
            throw head.wrong("has both Content-Length and Transfer-Encoding");
        }
        return head;
    }

    int status() {
        return status;
    }

    /// Announced length, or -1.
    long contentLength() {
        return contentLength;
    }

    boolean chunked() {
        return chunked;
    }

    /// Whether the connection carries no further response.
    boolean last() {
        return last;
    }

    Optional<String> header(String name) {
        for (int i = 0; i < marked; i += MARKS) {
            if (marks[i + 1] - marks[i] == name.length() && startsWith(marks[i], name)) {
                return Optional.of(HeadSyntax.text(bytes, marks[i + 2], marks[i + 3]));
            }
        }
        return Optional.empty();
    }

    List<String> headers(String prefix) {
        var found = new ArrayList<String>();
        for (int i = 0; i < marked; i += MARKS) {
            if (marks[i + 1] - marks[i] >= prefix.length() && startsWith(marks[i], prefix)) {
                found.add(HeadSyntax.text(bytes, marks[i], marks[i + 1]));
                found.add(HeadSyntax.text(bytes, marks[i + 2], marks[i + 3]));
            }
        }
        return found;
    }

    private int statusLine() throws WireException {
        int end = lineEnd(0);
        if (end < HeadSyntax.STATUS_AT + 3 || !HeadSyntax.plausible(bytes, end) || bytes[HeadSyntax.STATUS_AT - 2] < '0'
                || bytes[HeadSyntax.STATUS_AT - 2] > '1'
                || bytes[HeadSyntax.STATUS_AT - 1] != ' ') {
            throw wrong("does not begin with an HTTP/1.1 status line");
        }
        last = bytes[HeadSyntax.STATUS_AT - 2] == '0';
        status = 0;
        for (int i = HeadSyntax.STATUS_AT; i < HeadSyntax.STATUS_AT + 3; i++) {
            status = status * 10 + digit(bytes[i]);
        }
        if (status < 100 || status > 599
                || (end > HeadSyntax.STATUS_AT + 3 && bytes[HeadSyntax.STATUS_AT + 3] != ' ')) {
            throw wrong("has no status from 100 to 599");
        }
        return end + 2;
    }

    private int digit(byte octet) throws WireException {
        if (octet < '0' || octet > '9') {
            throw wrong("has something else than digits where a number belongs");
        }
        return octet - '0';
    }

    /// The position of the CR that ends the line; CR and LF stand nowhere else, NUL nowhere.
    private int lineEnd(int from) throws WireException {
        int at = from;
        while (bytes[at] > '\r' || bytes[at] < 0 || (bytes[at] != '\r' && bytes[at] != '\n' && bytes[at] != 0)) {
            at++;
        }
        // The head ends in CR LF, so that neither loop nor look-ahead can run out of it.
        if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
            throw wrong("has a NUL, or a CR or LF without the other");
        }
        return at;
    }

    private int headerLine(int from) throws WireException {
        if (marked == limits.headerCount() * MARKS) {
            throw new WireException(Kind.LIMIT, "the response of " + peer + " has more than " + limits.headerCount()
                    + " headers");
        }
        int colon = name(from);
        int end = lineEnd(colon + 1);
        int start = colon + 1;
        while (start < end && HeadSyntax.blank(bytes[start])) {
            start++;
        }
        int stop = end;
        while (stop > start && HeadSyntax.blank(bytes[stop - 1])) {
            stop--;
        }
        mark(from, colon, start, stop);
        framing(from, colon, start, stop);
        return end + 2;
    }

    /// Makes the name lower case and returns the position of its colon. A name that begins with a blank, which is
    /// how folded lines look, is none.
    private int name(int from) throws WireException {
        int at = from;
        while (bytes[at] > 0 && HeadSyntax.TOKEN[bytes[at]] != 0) {
            bytes[at] = HeadSyntax.TOKEN[bytes[at]];
            at++;
        }
        if (at == from || bytes[at] != ':') {
            throw wrong("has a line that is no header");
        }
        return at;
    }

    private void mark(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        if (marked == marks.length) {
            marks = Arrays.copyOf(marks, marks.length * 2);
        }
        marks[marked] = nameStart;
        marks[marked + 1] = nameEnd;
        marks[marked + 2] = valueStart;
        marks[marked + 3] = valueEnd;
        marked += MARKS;
    }

    private void framing(int name, int colon, int start, int end) throws WireException {
        switch (colon - name) {
            case 10 -> {
                if (startsWith(name, "connection")) {
                    last |= lists(start, end, "close");
                }
            }
            case 14 -> {
                if (startsWith(name, "content-length")) {
                    contentLength(start, end);
                }
            }
            case 17 -> {
                if (startsWith(name, "transfer-encoding")) {
                    transferEncoding(start, end);
                }
            }
            default -> {
                // Every other header is the caller's business.
            }
        }
    }

    private void contentLength(int start, int end) throws WireException {
        if (end == start || end - start > 18) {
            throw wrong("has a Content-Length without digits, or with more than 18");
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            value = value * 10 + digit(bytes[i]);
        }
        if (contentLength >= 0 && contentLength != value) {
            throw wrong("has two different values of Content-Length");
        }
        contentLength = value;
    }

    private void transferEncoding(int start, int end) throws WireException {
        if (chunked || bytes[HeadSyntax.STATUS_AT - 2] == '0' || end - start != 7
                || !equalsIgnoringCase(start, "chunked")) {
            throw wrong("has a Transfer-Encoding that is not just chunked");
        }
        chunked = true;
    }

    /// Whether the comma-separated list contains the token.
    private boolean lists(int start, int end, String token) {
        for (int i = start; i + token.length() <= end; i++) {
            boolean begins = i == start || bytes[i - 1] == ',' || HeadSyntax.blank(bytes[i - 1]);
            int after = i + token.length();
            boolean ends = after == end || bytes[after] == ',' || HeadSyntax.blank(bytes[after]);
            if (begins && ends && equalsIgnoringCase(i, token)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsWith(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean equalsIgnoringCase(int at, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            if ((bytes[at + i] | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private WireException wrong(String what) {
        return new WireException(Kind.PROTOCOL, "the response of " + peer + ' ' + what);
    }
}
