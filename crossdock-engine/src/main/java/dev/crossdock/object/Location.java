package dev.crossdock.object;

/// Where objects are: a store and the keys below one prefix of it.
///
/// @param scheme kind of store
/// @param container bucket name, or the absolute path of a local root
/// @param prefix empty for everything, else the start of every key; ends in `/`, unless it names one object
public record Location(Scheme scheme, String container, String prefix) {

    /// Kinds of store.
    public enum Scheme {
        /// Amazon S3 or a compatible: `s3://bucket/prefix`.
        S3,
        /// Google Cloud Storage: `gs://bucket/prefix`.
        GCS,
        /// A directory of this machine.
        LOCAL
    }

    /// Whether both name the same keys, or one names keys inside the other.
    public boolean overlaps(Location other) {
        if (scheme != other.scheme) {
            return false;
        }
        return switch (scheme) {
            case S3, GCS -> container.equals(other.container) && nested(prefix, other.prefix);
            case LOCAL -> nested(container + '/' + prefix, other.container + '/' + other.prefix);
        };
    }

    private static boolean nested(String a, String b) {
        return a.startsWith(b) || b.startsWith(a);
    }

    @Override
    public String toString() {
        return switch (scheme) {
            case S3 -> "s3://" + container + '/' + prefix;
            case GCS -> "gs://" + container + '/' + prefix;
            case LOCAL -> prefix.isEmpty() ? container : container + '/' + prefix;
        };
    }
}
