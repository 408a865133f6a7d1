package dev.crossdock.object;

/// The checksum of a whole, from those of its consecutive parts, for algorithms that allow it: multiplication by a
/// power of x modulo the polynomial, as zlib's `crc32_combine` does it.
public final class Combination {

    private final Algorithm algorithm;
    private final long polynomial;
    private final int bits;
    private long crc;

    /// A combination of no parts yet.
    ///
    /// @throws IllegalArgumentException if the algorithm is not combinable
    public Combination(Algorithm algorithm) {
        this.algorithm = algorithm;
        this.bits = algorithm.sizeBytes() * 8;
        this.polynomial = switch (algorithm) {
            case CRC32 -> 0xedb88320L;
            case CRC32C -> 0x82f63b78L;
            case CRC64NVME -> Crc64Digest.POLYNOMIAL;
            case SHA1, SHA256, MD5 ->
                throw new IllegalArgumentException(algorithm + " of a whole does not follow from its parts'");
        };
    }

    /// Appends a part.
    ///
    /// @param part its full-object checksum, of this algorithm
    /// @param sizeBytes its size, zero or more
    public void append(Checksum part, long sizeBytes) {
        if (part.algorithm() != algorithm || !part.fullObject() || sizeBytes < 0) {
            throw new IllegalArgumentException(
                    "cannot append " + part + " of " + sizeBytes + " bytes to a " + algorithm);
        }
        crc = multiply(powerOfX(sizeBytes), crc) ^ part.crc();
    }

    /// The checksum of all parts in order.
    public Checksum checksum() {
        return Checksum.ofCrc(algorithm, crc);
    }

    /// x to the power of 8 * sizeBytes, in the reflected representation.
    private long powerOfX(long sizeBytes) {
        long result = 1L << (bits - 1);
        long square = 1L << (bits - 9);
        for (long left = sizeBytes; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result = multiply(square, result);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (int bit = bits - 1; bit >= 0; bit--) {
            if ((a >>> bit & 1) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ polynomial;
        }
        return product;
    }
}
