package dev.crossdock.gcs;

/// Paths of the JSON API, encoded. A key is one segment: its slashes are encoded, too.
///
/// @param basePath what stands before every path
/// @param bucket encoded
record GcsPaths(String basePath, String bucket) {

    static GcsPaths of(GcsOptions options) {
        return new GcsPaths(options.basePath(), UriEncoding.encoded(options.bucket()));
    }

    /// All objects of the bucket.
    String objects() {
        return basePath + "/storage/v1/b/" + bucket + "/o";
    }

    /// Facts of an object.
    String object(String key) {
        return objects() + '/' + UriEncoding.encoded(key);
    }

    /// Bytes of an object.
    String media(String key) {
        return basePath + "/download/storage/v1/b/" + bucket + "/o/" + UriEncoding.encoded(key);
    }

    /// Where new objects are sent.
    String uploads() {
        return basePath + "/upload/storage/v1/b/" + bucket + "/o";
    }

    /// Where an object is made of others.
    String compose(String key) {
        return object(key) + "/compose";
    }

    /// Where an object is copied to this bucket from another one, or the same.
    String rewrite(GcsPaths source, String sourceKey, String key) {
        return source.object(sourceKey) + "/rewriteTo/b/" + bucket + "/o/" + UriEncoding.encoded(key);
    }

    /// Where many requests are sent in one.
    String batch() {
        return basePath + "/batch/storage/v1";
    }
}
