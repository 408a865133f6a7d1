package dev.crossdock.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.crossdock.store.FailureCode;

/// Reads the small part of XML 1.0 that S3 speaks, straight from bytes: elements and text. There are no document
/// types, entities, processing instructions or CDATA sections here, so nothing can expand and nothing is fetched.
/// Namespaces and attributes are skipped. Not for concurrent use.
final class XmlScanner {

    /// What [#next] found.
    enum Event {
        /// The start of an element; its name is at hand.
        OPEN,
        /// The end of an element; name and text are at hand.
        CLOSE,
        /// The end of the document.
        END
    }

    private static final int DEPTH_MAX = 16;
    private static final int TAG_BYTES_MAX = 4096;

    private final byte[] in;
    private final int length;
    private final int[] starts = new int[DEPTH_MAX];
    private final int[] ends = new int[DEPTH_MAX];
    private int at;
    private int depth;
    private int nameStart;
    private int nameEnd;
    private int textStart;
    private int textEnd;
    private boolean plain;
    private boolean empty;
    private boolean rooted;

    /// @param in holds the document; must not change while it is read
    XmlScanner(byte[] in, int length) throws XmlException {
        this.in = in;
        this.length = length;
        if (length >= 3 && (in[0] & 0xff) == 0xef && (in[1] & 0xff) == 0xbb && (in[2] & 0xff) == 0xbf) {
            at = 3;
        }
        skipBlanks();
        if (startsWith("<?xml")) {
            skipDeclaration();
        }
    }

    /// How many elements are open: after OPEN with the one just opened, after CLOSE without the one just closed.
    int depth() {
        return depth;
    }

    /// Goes on to the next start or end of an element.
    Event next() throws XmlException {
        if (empty) {
            empty = false;
            textStart = at;
            textEnd = at;
            plain = true;
            return closed();
        }
        while (true) {
            scanText();
            if (at == length) {
                return end();
            }
            if (!startsWith("<!--")) {
                return markup();
            }
            at = after("-->");
        }
    }

    /// Whether the element has this local name, whatever its namespace.
    boolean named(String name) {
        if (nameEnd - nameStart != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (in[nameStart + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The local name of the element.
    String name() {
        return new String(in, nameStart, nameEnd - nameStart, ISO_8859_1);
    }

    /// The text before the last CLOSE, with references resolved.
    String text() throws XmlException {
        if (plain) {
            return new String(in, textStart, textEnd - textStart, ISO_8859_1);
        }
        return XmlText.decode(in, textStart, textEnd);
    }

    /// The text before the last CLOSE as a number, or -1 if it is none that is zero or more.
    long number() {
        int digits = textEnd - textStart;
        if (digits < 1 || digits > 18) {
            return -1;
        }
        long value = 0;
        for (int i = textStart; i < textEnd; i++) {
            int digit = in[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private Event end() throws XmlException {
        if (depth > 0) {
            throw invalid("the document ends inside an element");
        }
        if (!rooted) {
            throw invalid("there is no element");
        }
        return Event.END;
    }

    private void scanText() throws XmlException {
        textStart = at;
        int bits = 0;
        boolean references = false;
        int i = at;
        for (; i < length && in[i] != '<'; i++) {
            byte each = in[i];
            bits |= each;
            references |= each == '&';
            if (each < ' ' && each >= 0 && each != '\n' && each != '\r' && each != '\t') {
                throw invalid("control character " + each + " in text");
            }
        }
        at = i;
        textEnd = i;
        plain = bits >= 0 && !references;
        if (depth == 0) {
            requireBlank();
        }
    }

    private void requireBlank() throws XmlException {
        for (int i = textStart; i < textEnd; i++) {
            if (!blank(in[i])) {
                throw invalid("text outside of the document's element");
            }
        }
    }

    private Event markup() throws XmlException {
        int second = at + 1 < length ? in[at + 1] : ' ';
        if (second == '/') {
            return closing();
        }
        if (second == '!' && !startsWith("<![CDATA[")) {
            throw new XmlException(FailureCode.XML_FORBIDDEN, "a document type or entity declaration");
        }
        if (second == '?') {
            throw new XmlException(FailureCode.XML_FORBIDDEN, "a processing instruction");
        }
        return opening();
    }

    private Event opening() throws XmlException {
        if (depth == 0 && rooted) {
            throw invalid("a second element beside the document's");
        }
        if (depth == DEPTH_MAX) {
            throw invalid("elements nested deeper than " + DEPTH_MAX);
        }
        int start = at + 1;
        int end = nameEnd(start);
        starts[depth] = start;
        ends[depth] = end;
        depth++;
        rooted = true;
        local(start, end);
        at = tagEnd(end);
        empty = in[at - 2] == '/';
        return Event.OPEN;
    }

    private Event closing() throws XmlException {
        int start = at + 2;
        int end = nameEnd(start);
        if (depth == 0 || !sameName(start, end)) {
            throw invalid("an end tag that fits no start tag");
        }
        int i = end;
        while (i < length && blank(in[i])) {
            i++;
        }
        if (i == length || in[i] != '>') {
            throw invalid("an end tag without its end");
        }
        at = i + 1;
        return closed();
    }

    private Event closed() {
        depth--;
        local(starts[depth], ends[depth]);
        return Event.CLOSE;
    }

    private boolean sameName(int start, int end) {
        int open = starts[depth - 1];
        int size = end - start;
        if (ends[depth - 1] - open != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (in[open + i] != in[start + i]) {
                return false;
            }
        }
        return true;
    }

    private void local(int start, int end) {
        nameStart = start;
        for (int i = start; i < end; i++) {
            if (in[i] == ':') {
                nameStart = i + 1;
            }
        }
        nameEnd = end;
    }

    private int nameEnd(int start) throws XmlException {
        int i = start;
        while (i < length && nameByte(in[i])) {
            i++;
        }
        if (i == start || i - start > 256) {
            throw invalid("a tag without a name, or with one longer than 256 bytes");
        }
        return i;
    }

    /// Position after the `>` of a start tag, past attributes whose values may hold that character too.
    private int tagEnd(int from) throws XmlException {
        int most = Math.min(length, from + TAG_BYTES_MAX);
        byte quote = 0;
        for (int i = from; i < most; i++) {
            byte each = in[i];
            if (quote != 0) {
                quote = each == quote ? 0 : quote;
            } else if (each == '"' || each == '\'') {
                quote = each;
            } else if (each == '>') {
                return i + 1;
            } else if (each == '<') {
                break;
            }
        }
        throw invalid("a start tag without end, or longer than " + TAG_BYTES_MAX + " bytes");
    }

    private void skipDeclaration() throws XmlException {
        int end = after("?>");
        String declaration = new String(in, at, Math.min(end - at, 200), ISO_8859_1);
        int encoding = declaration.indexOf("encoding=");
        if (encoding >= 0 && !declaration.regionMatches(true, encoding + 10, "utf-8", 0, 5)
                && !declaration.regionMatches(true, encoding + 10, "us-ascii", 0, 8)) {
            throw invalid("an encoding other than UTF-8");
        }
        at = end;
    }

    private int after(String mark) throws XmlException {
        for (int i = at; i + mark.length() <= length; i++) {
            if (startsWith(mark, i)) {
                return i + mark.length();
            }
        }
        throw invalid("no " + mark);
    }

    private boolean startsWith(String mark) {
        return startsWith(mark, at);
    }

    private boolean startsWith(String mark, int from) {
        if (from + mark.length() > length) {
            return false;
        }
        for (int i = 0; i < mark.length(); i++) {
            if (in[from + i] != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void skipBlanks() {
        while (at < length && blank(in[at])) {
            at++;
        }
    }

    private static boolean blank(byte each) {
        return each == ' ' || each == '\n' || each == '\r' || each == '\t';
    }

    private static boolean nameByte(byte each) {
        return each > ' ' && each != '>' && each != '/' && each != '<' && each != '=' && each != '"' && each != '\''
                && each != '&' || each < 0;
    }

    private static XmlException invalid(String reason) {
        return new XmlException(FailureCode.XML_INVALID, reason);
    }
}
