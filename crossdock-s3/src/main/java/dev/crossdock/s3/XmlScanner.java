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
    private static final int NAME_BYTES_MAX = 256;
    private static final byte IN_NAMES = 1;
    private static final byte IN_TEXT = 2;

    /// What each byte may be part of without a closer look: a table, because every byte of a listing is asked.
    private static final byte[] KINDS = kinds();

    private final byte[] in;
    private final int length;
    private final int[] starts = new int[DEPTH_MAX];
    private final int[] locals = new int[DEPTH_MAX];
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
            byte second = at + 1 < length ? in[at + 1] : (byte) ' ';
            if (second != '!' || !startsWith("<!--")) {
                return markup(second);
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
        byte[] bytes = in;
        int most = length;
        int i = at;
        textStart = i;
        while (i < most && (KINDS[bytes[i] & 0xff] & IN_TEXT) != 0) {
            i++;
        }
        plain = i == most || bytes[i] == '<';
        if (!plain) {
            i = restOfText(i);
        }
        at = i;
        textEnd = i;
        if (depth == 0) {
            requireBlank();
        }
    }

    /// Where a text ends that has references or characters beyond ASCII.
    private int restOfText(int from) throws XmlException {
        int i = from;
        for (; i < length && in[i] != '<'; i++) {
            byte each = in[i];
            if (each < ' ' && each >= 0 && each != '\n' && each != '\r' && each != '\t') {
                throw invalid("control character " + each + " in text");
            }
        }
        return i;
    }

    private void requireBlank() throws XmlException {
        for (int i = textStart; i < textEnd; i++) {
            if (!blank(in[i])) {
                throw invalid("text outside of the document's element");
            }
        }
    }

    private Event markup(byte second) throws XmlException {
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
        int end = scanName(start);
        starts[depth] = start;
        locals[depth] = nameStart;
        ends[depth] = end;
        depth++;
        rooted = true;
        boolean bare = end < length && in[end] == '>';
        at = bare ? end + 1 : tagEnd(end);
        empty = !bare && in[at - 2] == '/';
        return Event.OPEN;
    }

    private Event closing() throws XmlException {
        int start = at + 2;
        if (depth > 0) {
            int end = start + ends[depth - 1] - starts[depth - 1];
            if (end < length && in[end] == '>' && sameName(start, end)) {
                at = end + 1;
                return closed();
            }
        }
        return closingWithBlanks(start);
    }

    private Event closingWithBlanks(int start) throws XmlException {
        int end = scanName(start);
        if (depth == 0 || end - start != ends[depth - 1] - starts[depth - 1] || !sameName(start, end)) {
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
        nameStart = locals[depth];
        nameEnd = ends[depth];
        return Event.CLOSE;
    }

    /// Whether a name is that of the innermost open element, given that it is as long.
    private boolean sameName(int start, int end) {
        byte[] bytes = in;
        int open = starts[depth - 1];
        for (int i = start; i < end; i++, open++) {
            if (bytes[open] != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /// Finds the end of a name, and its local part.
    private int scanName(int start) throws XmlException {
        byte[] bytes = in;
        int most = length;
        int local = start;
        int i = start;
        while (i < most && (KINDS[bytes[i] & 0xff] & IN_NAMES) != 0) {
            if (bytes[i] == ':') {
                local = i + 1;
            }
            i++;
        }
        if (i == start || i - start > NAME_BYTES_MAX) {
            throw invalid("a tag without a name, or with one longer than " + NAME_BYTES_MAX + " bytes");
        }
        nameStart = local;
        nameEnd = i;
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

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int i = 0; i < kinds.length; i++) {
            boolean name = i > ' ' && "></=\"'&".indexOf(i) < 0;
            boolean text = i < 0x80 && (i >= ' ' || i == '\n' || i == '\r' || i == '\t') && i != '<' && i != '&';
            kinds[i] = (byte) ((name ? IN_NAMES : 0) | (text ? IN_TEXT : 0));
        }
        return kinds;
    }

    private static XmlException invalid(String reason) {
        return new XmlException(FailureCode.XML_INVALID, reason);
    }
}
