package dev.crossdock.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [ByteWriter] wrote, and never beyond the end it was given.
final class ByteReader {

    private byte[] array = {};
    private int at;
    private int end;

    /// Turns to other bytes, which must stay as they are until they are read.
    void of(byte[] bytes, int offset, int length) {
        array = bytes;
        at = offset;
        end = offset + length;
    }

    boolean more() {
        return at < end;
    }

    int u8() throws UnreadableRecordException {
        need(1);
        return array[at++] & 0xff;
    }

    long varint() throws UnreadableRecordException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int each = u8();
            value |= (long) (each & 0x7f) << shift;
            if (each < 0x80) {
                return value;
            }
        }
        throw UnreadableRecordException.malformed("a number of more than ten bytes");
    }

    int count(int most) throws UnreadableRecordException {
        long value = varint();
        if (value < 0 || value > most) {
            throw UnreadableRecordException.malformed("a count of " + value + " where at most " + most + " fit");
        }
        return (int) value;
    }

    byte[] bytes(int count) throws UnreadableRecordException {
        need(count);
        at += count;
        return Arrays.copyOfRange(array, at - count, at);
    }

    String string() throws UnreadableRecordException {
        int size = count(Integer.MAX_VALUE);
        need(size);
        String text = new String(array, at, size, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            text = lenient(at, at + size);
        }
        at += size;
        return text;
    }

    /// Whether the next bytes, whose number comes first, are these; if so, goes on after them.
    boolean skipIf(byte[] expected) {
        int length = expected.length;
        if (end - at <= length || array[at] != length
                || !Arrays.equals(array, at + 1, at + 1 + length, expected, 0, length)) {
            return false;
        }
        at += 1 + length;
        return true;
    }

    /// Decodes UTF-8 with lone surrogates.
    private String lenient(int from, int to) throws UnreadableRecordException {
        StringBuilder text = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            int lead = array[i] & 0xff;
            int length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
            if (i + length > to) {
                throw UnreadableRecordException.malformed("text that ends within a character");
            }
            text.appendCodePoint(point(lead, i, length));
            i += length;
        }
        return text.toString();
    }

    private int point(int lead, int from, int length) throws UnreadableRecordException {
        int point = length == 1 ? lead : lead & 0x7f >>> length;
        for (int i = from + 1; i < from + length; i++) {
            point = point << 6 | array[i] & 0x3f;
        }
        if (point > Character.MAX_CODE_POINT) {
            throw UnreadableRecordException.malformed("text with a character beyond Unicode");
        }
        return point;
    }

    private void need(int count) throws UnreadableRecordException {
        if (end - at < count) {
            throw UnreadableRecordException.malformed("a record that ends too early");
        }
    }
}
