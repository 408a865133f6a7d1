package dev.crossdock.object;

import java.util.Base64;

/// A checksum value of an object, as its store spells it.
///
/// @param algorithm how it was computed
/// @param parts 0 when over the whole object; else the number of parts over whose checksums it was computed
///     (Amazon S3's COMPOSITE, `base64-N`)
/// @param base64 the value, in padded base64, which is how stores show it
public record Checksum(Algorithm algorithm, int parts, String base64) {

    /// Checks that the value is one of its algorithm.
    public Checksum {
        if (parts < 0) {
            throw new IllegalArgumentException("checksum of " + parts + " parts");
        }
        int size = Base64.getDecoder().decode(base64).length;
        if (size != algorithm.sizeBytes()) {
            throw new IllegalArgumentException(algorithm + " of " + size + " bytes: " + base64);
        }
    }

    /// A full-object checksum.
    public static Checksum of(Algorithm algorithm, byte[] value) {
        return new Checksum(algorithm, 0, Base64.getEncoder().encodeToString(value));
    }

    static Checksum ofCrc(Algorithm algorithm, long crc) {
        byte[] value = new byte[algorithm.sizeBytes()];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (crc >>> (8 * (value.length - 1 - i)));
        }
        return of(algorithm, value);
    }

    /// Reads a header value: `base64`, or `base64-N` for a composite one.
    ///
    /// @throws IllegalArgumentException if it is no value of that algorithm
    public static Checksum parse(Algorithm algorithm, String text) {
        int dash = text.lastIndexOf('-');
        if (dash < 0) {
            return new Checksum(algorithm, 0, text);
        }
        return new Checksum(algorithm, Integer.parseInt(text.substring(dash + 1)), text.substring(0, dash));
    }

    /// Whether it was computed over the whole object.
    public boolean fullObject() {
        return parts == 0;
    }

    /// The value, in network byte order.
    public byte[] value() {
        return Base64.getDecoder().decode(base64);
    }

    /// The value as a number.
    long crc() {
        long crc = 0;
        for (byte each : value()) {
            crc = (crc << 8) | (each & 0xff);
        }
        return crc;
    }

    /// The header value: `base64`, or `base64-N`.
    public String text() {
        return fullObject() ? base64 : base64 + '-' + parts;
    }

    @Override
    public String toString() {
        return algorithm.headerName() + ':' + text();
    }
}
