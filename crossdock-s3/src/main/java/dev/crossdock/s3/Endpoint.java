package dev.crossdock.s3;

import dev.crossdock.env.Env;
import dev.crossdock.wire.HttpClient;
import dev.crossdock.wire.Origin;

/// A bucket's address, with the connections to it.
///
/// @param client sends to the origin and nowhere else
/// @param origin who listens
/// @param region that is signed for
/// @param bucketPath what comes before the `/` of the key in every path: empty where the host names the bucket
record Endpoint(HttpClient client, Origin origin, String region, String bucketPath) {

    /// The bucket's address according to its options, in that region.
    static Endpoint of(Env env, S3Options options, String region) {
        Origin origin = options.endpoint().orElseGet(() -> Addresses.amazon(options.bucket(), region));
        boolean hosted = options.endpoint().isEmpty() && Addresses.isHostLabel(options.bucket());
        HttpClient client = new HttpClient(env, origin, options.limits(), options.trust(), options.proxy(origin));
        return new Endpoint(client, origin, region, hosted ? "" : options.basePath() + '/' + options.bucket());
    }

    /// Path of a request, as it is signed and sent.
    String path(S3Request request) {
        CharSequence key = request.encodedKey();
        if (key.isEmpty()) {
            return bucketPath.isEmpty() ? "/" : bucketPath;
        }
        return bucketPath + '/' + key;
    }
}
