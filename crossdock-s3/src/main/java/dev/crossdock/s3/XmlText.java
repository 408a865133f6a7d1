package dev.crossdock.s3;

import dev.crossdock.store.FailureCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Texts of XML: the five predefined references and numeric ones, and nothing else.
final class XmlText {

    private XmlText() {}

    /// Strictly decodes UTF-8 and resolves references.
    static String decode(byte[] in, int start, int end) throws XmlException {
        // No reference is shorter than the UTF-8 form of what it stands for.
        byte[] out = new byte[end - start];
        int size = 0;
        for (int i = start; i < end; i++) {
            if (in[i] == '&') {
                int semicolon = semicolon(in, i, end);
                size = append(out, size, resolve(in, i + 1, semicolon));
                i = semicolon;
            } else {
                out[size++] = in[i];
            }
        }
        return utf8(out, 0, size);
    }

    /// Strictly decodes UTF-8.
    static String utf8(byte[] in, int start, int end) throws XmlException {
        int bits = 0;
        for (int i = start; i < end; i++) {
            bits |= in[i];
        }
        if (bits >= 0) {
            return new String(in, start, end - start, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in, start, end - start)).toString();
        } catch (CharacterCodingException e) {
            throw new XmlException(FailureCode.XML_INVALID, "bytes that are not UTF-8");
        }
    }

    /// Appends a text so that it can stand in an element.
    ///
    /// @return false if XML has no form for it: most control characters cannot even be written as references
    static boolean escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ' && each != '\t' && each != '\n' && each != '\r' || each >= '\ufffe') {
                return false;
            }
            switch (each) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\r' -> out.append("&#13;");
                case '\n' -> out.append("&#10;");
                case '\t' -> out.append("&#9;");
                default -> out.append(each);
            }
        }
        return true;
    }

    private static int semicolon(byte[] in, int reference, int end) throws XmlException {
        int most = Math.min(end, reference + 11);
        for (int i = reference + 1; i < most; i++) {
            if (in[i] == ';') {
                return i;
            }
        }
        throw new XmlException(FailureCode.XML_INVALID, "a reference without end");
    }

    /// The character that a reference stands for.
    private static int resolve(byte[] in, int start, int end) throws XmlException {
        if (is("quot", in, start, end)) {
            return '"';
        }
        if (is("amp", in, start, end)) {
            return '&';
        }
        if (is("lt", in, start, end)) {
            return '<';
        }
        if (is("gt", in, start, end)) {
            return '>';
        }
        return is("apos", in, start, end) ? '\'' : numeric(utf8(in, start, end));
    }

    private static boolean is(String name, byte[] in, int start, int end) {
        if (end - start != name.length()) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (in[i] != name.charAt(i - start)) {
                return false;
            }
        }
        return true;
    }

    /// Appends the UTF-8 form of a character.
    ///
    /// @return the new size
    private static int append(byte[] out, int size, int point) {
        if (point < 0x80) {
            out[size] = (byte) point;
            return size + 1;
        }
        byte[] form = Character.toString(point).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(form, 0, out, size, form.length);
        return size + form.length;
    }

    private static int numeric(String name) throws XmlException {
        if (!name.startsWith("#")) {
            throw new XmlException(FailureCode.XML_FORBIDDEN, "a reference to an entity");
        }
        try {
            boolean hex = name.startsWith("#x");
            int point = Integer.parseInt(name, hex ? 2 : 1, name.length(), hex ? 16 : 10);
            if (point > 0 && point <= Character.MAX_CODE_POINT && (point < 0xd800 || point > 0xdfff)) {
                return point;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            // told below
        }
        throw new XmlException(FailureCode.XML_INVALID, "a reference to no character");
    }
}
