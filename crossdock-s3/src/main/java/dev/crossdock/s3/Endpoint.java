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
        Origin service = service(options, region);
        boolean hosted = hosted(options);
        Origin origin = hosted
                ? new Origin(service.tls(), options.bucket() + '.' + service.host(), service.port())
                : service;
        HttpClient client = new HttpClient(env, origin, options.limits(), options.trust(), options.proxy(origin));
        return new Endpoint(client, origin, region,
                hosted ? options.basePath() : options.basePath() + '/' + options.bucket());
    }

    private static Origin service(S3Options options, String region) {
        if (options.endpoint().isEmpty()) {
            return Addresses.amazon(region);
        }
        Origin given = options.endpoint().get();
        return region.equals(options.region()) ? given : Addresses.inRegion(given, region);
    }

    private static boolean hosted(S3Options options) {
        S3Access.Addressing addressing = options.access().addressing();
        if (addressing != S3Access.Addressing.AUTO) {
            return addressing == S3Access.Addressing.VIRTUAL;
        }
        return Addresses.isHostLabel(options.bucket())
                && (options.endpoint().isEmpty() || Addresses.isAmazon(options.endpoint().get().host()));
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
