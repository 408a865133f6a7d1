package dev.crossdock.testkit.gcs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;

/// Bytes in pieces that are never changed, so that composing objects copies none.
final class Media {
    static final Media EMPTY = new Media(List.of());

    private final List<ByteBuffer> pieces;
    private final long sizeBytes;

    private Media(List<ByteBuffer> pieces) {
        this.pieces = pieces;
        this.sizeBytes = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    static Media of(byte[] bytes) {
        return of(bytes, bytes.length);
    }

    /// @param bytes not to be changed afterwards
    static Media of(byte[] bytes, int length) {
        return length == 0 ? EMPTY : new Media(List.of(ByteBuffer.wrap(bytes, 0, length)));
    }

    /// @param arrays not to be changed afterwards
    static Media of(List<byte[]> arrays) {
        return new Media(arrays.stream().filter(array -> array.length > 0).map(ByteBuffer::wrap).toList());
    }

    long sizeBytes() {
        return sizeBytes;
    }

    Media plus(Media more) {
        List<ByteBuffer> all = new ArrayList<>(pieces);
        all.addAll(more.pieces);
        return new Media(List.copyOf(all));
    }

    /// @param to exclusive
    Media slice(long from, long to) {
        List<ByteBuffer> taken = new ArrayList<>();
        long at = 0;
        for (ByteBuffer piece : pieces) {
            int begin = (int) Math.clamp(from - at, 0L, piece.remaining());
            int end = (int) Math.clamp(to - at, 0L, piece.remaining());
            if (end > begin) {
                taken.add(piece.slice(piece.position() + begin, end - begin));
            }
            at += piece.remaining();
        }
        return new Media(List.copyOf(taken));
    }

    /// The same bytes with one bit turned.
    Media flipped(long offset) {
        byte[] wrong = slice(offset, offset + 1).bytes();
        wrong[0] ^= 1;
        return slice(0, offset).plus(of(wrong)).plus(slice(offset + 1, sizeBytes));
    }

    void writeTo(OutputStream out) throws IOException {
        for (ByteBuffer piece : pieces) {
            out.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
        }
    }

    byte[] bytes() {
        byte[] bytes = new byte[Math.toIntExact(sizeBytes)];
        ByteBuffer all = ByteBuffer.wrap(bytes);
        pieces.forEach(piece -> all.put(piece.duplicate()));
        return bytes;
    }

    /// In the base64 of four bytes in network order.
    String crc32c() {
        CRC32C digest = new CRC32C();
        pieces.forEach(piece -> digest.update(piece.duplicate()));
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt((int) digest.getValue()).array());
    }

    String md5() {
        return Base64.getEncoder().encodeToString(md5Bytes());
    }

    byte[] md5Bytes() {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            pieces.forEach(piece -> digest.update(piece.duplicate()));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
