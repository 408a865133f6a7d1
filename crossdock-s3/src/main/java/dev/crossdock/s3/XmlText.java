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
        String raw = utf8(in, start, end);
        int reference = raw.indexOf('&');
        if (reference < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        int from = 0;
        while (reference >= 0) {
            int semicolon = raw.indexOf(';', reference);
            if (semicolon < 0 || semicolon - reference > 10) {
                throw new XmlException(FailureCode.XML_INVALID, "a reference without end");
            }
            out.append(raw, from, reference);
            resolve(out, raw.substring(reference + 1, semicolon));
            from = semicolon + 1;
            reference = raw.indexOf('&', from);
        }
        return out.append(raw, from, raw.length()).toString();
    }

    /// Strictly decodes UTF-8.
    static String utf8(byte[] in, int start, int end) throws XmlException {
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

    private static void resolve(StringBuilder out, String name) throws XmlException {
        switch (name) {
            case "lt" -> out.append('<');
            case "gt" -> out.append('>');
            case "amp" -> out.append('&');
            case "quot" -> out.append('"');
            case "apos" -> out.append('\'');
            default -> out.appendCodePoint(numeric(name));
        }
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
