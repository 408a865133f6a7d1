package dev.crossdock.run;

/// A share of all keys that is the same at any time: one of several that together are everything, without overlap.
///
/// @param share which one, from 1
/// @param of how many there are, at least 1
public record Sample(int share, int of) {

    /// Every key.
    public static final Sample ALL = new Sample(1, 1);

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /// Checks the bounds.
    public Sample {
        if (of < 1 || share < 1 || share > of) {
            throw new IllegalArgumentException("sample " + share + '/' + of);
        }
    }

    /// Whether the key belongs to this share.
    ///
    /// @param name the key without the prefix of its side, so that both sides agree
    public boolean holds(String name) {
        return of == 1 || Long.remainderUnsigned(hash(name), of) == share - 1;
    }

    /// FNV-1a over the chars, then mixed, since its low bits alone are poor. It must never change: people go through
    /// the shares one by one over weeks.
    private static long hash(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
