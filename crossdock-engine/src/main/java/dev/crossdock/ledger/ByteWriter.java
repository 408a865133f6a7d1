package dev.crossdock.ledger;

import java.util.Arrays;

/// Bytes being put together in an array that grows. Numbers are big-endian.
final class ByteWriter {

    private byte[] array;
    private int size;

    ByteWriter(int capacity) {
        array = new byte[capacity];
    }

    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void cut(int newSize) {
        size = newSize;
    }

    void skip(int count) {
        room(count);
        size += count;
    }

    void u8(int value) {
        room(1);
        array[size++] = (byte) value;
    }

    void u24(int at, int value) {
        array[at] = (byte) (value >>> 16);
        array[at + 1] = (byte) (value >>> 8);
        array[at + 2] = (byte) value;
    }

    void u32(int value) {
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            array[size++] = (byte) (value >>> shift);
        }
    }

    void u64(long value) {
        u32((int) (value >>> 32));
        u32((int) value);
    }

    /// Seven bits per byte, lowest first, the top bit set on all but the last. Negative numbers take ten bytes.
    void varint(long value) {
        room(10);
        long left = value;
        while ((left & ~0x7fL) != 0) {
            array[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        array[size++] = (byte) left;
    }

    void bytes(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, array, size, value.length);
        size += value.length;
    }

    void bytes(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, array, size, length);
        size += length;
    }

    /// The number of bytes as a varint, then UTF-8, in which a lone surrogate, which has no UTF-8 form, is spelled as
    /// any other char above U+07FF: names of local files may hold one, and must come back as they were.
    void string(String value) {
        varint(utf8Size(value));
        room(value.length() * 3);
        int at = size;
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each < 0x80) {
                array[at++] = (byte) each;
            } else if (each < 0x800) {
                array[at++] = (byte) (0xc0 | each >>> 6);
                array[at++] = (byte) (0x80 | each & 0x3f);
            } else if (pairAt(value, i)) {
                at = fourBytes(Character.toCodePoint(each, value.charAt(++i)), at);
            } else {
                array[at++] = (byte) (0xe0 | each >>> 12);
                array[at++] = (byte) (0x80 | each >>> 6 & 0x3f);
                array[at++] = (byte) (0x80 | each & 0x3f);
            }
        }
        size = at;
    }

    private int fourBytes(int point, int from) {
        int at = from;
        array[at++] = (byte) (0xf0 | point >>> 18);
        array[at++] = (byte) (0x80 | point >>> 12 & 0x3f);
        array[at++] = (byte) (0x80 | point >>> 6 & 0x3f);
        array[at++] = (byte) (0x80 | point & 0x3f);
        return at;
    }

    private static int utf8Size(String value) {
        int bytes = value.length();
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each < 0x80) {
                continue;
            }
            if (each < 0x800) {
                bytes++;
            } else {
                bytes += 2;
                if (pairAt(value, i)) {
                    i++;
                }
            }
        }
        return bytes;
    }

    private static boolean pairAt(String value, int index) {
        return Character.isHighSurrogate(value.charAt(index)) && index + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(index + 1));
    }

    private void room(int count) {
        if (array.length - size < count) {
            array = Arrays.copyOf(array, Math.max(size + count, array.length * 2));
        }
    }
}
