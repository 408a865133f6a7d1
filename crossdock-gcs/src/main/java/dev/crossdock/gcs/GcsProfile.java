package dev.crossdock.gcs;

import dev.crossdock.object.Algorithm;
import dev.crossdock.store.Capabilities;
import java.util.Set;

/// What Cloud Storage can do. Its emulators are held to the same: a reply that does not show what was asked for is
/// believed from none.
final class GcsProfile {

    /// Most objects that one request composes.
    static final int COMPOSED_MAX = 32;

    /// Parts are composed by 32, in up to three levels; ten thousand of them are as many as S3 has.
    private static final int PARTS_MAX = 10_000;

    /// The largest object, whichever way it is written.
    private static final long OBJECT_BYTES_MAX = 5L << 40;

    /// Links are signed with keys of service accounts, which access tokens are not, so there are none.
    static final Capabilities CAPABILITIES = new Capabilities("GCS", Set.of(Algorithm.CRC32C, Algorithm.MD5),
            Capabilities.Checker.SERVICE, true, true, false, true, false, true, false, OBJECT_BYTES_MAX, 1,
            OBJECT_BYTES_MAX, PARTS_MAX, GcsKeys.BYTES_MAX);

    private GcsProfile() {}
}
