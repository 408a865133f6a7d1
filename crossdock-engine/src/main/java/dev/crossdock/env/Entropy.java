package dev.crossdock.env;

/// Random numbers. In a simulation they follow from the seed.
public interface Entropy {

    /// Sixty-four random bits, unpredictable enough for names of runs and temporary files.
    long nextLong();

    /// A fraction from 0 (inclusive) to 1 (exclusive), for jitter.
    default double nextFraction() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }
}
