package dev.crossdock.gcs;

import dev.crossdock.wire.HttpLimits;
import dev.crossdock.wire.Origin;
import dev.crossdock.wire.Proxy;
import dev.crossdock.wire.TlsTrust;
import java.util.Map;
import java.util.Optional;

/// All that it takes to reach a bucket.
///
/// @param bucket its name
/// @param origin where the service listens; requests go there only
/// @param basePath what stands before every path: empty, or `/` and more
/// @param tokens what requests are authorized with
/// @param limits of the connections
/// @param trust whose certificates are believed
/// @param proxies variables that may name a proxy: the environment, or nothing for none
/// @param userProject project that pays for requests, or an empty string for the bucket's own
/// @param writing how objects are made
public record GcsOptions(String bucket, Origin origin, String basePath, AccessTokens tokens, HttpLimits limits,
        TlsTrust trust, Map<String, String> proxies, String userProject, GcsWriting writing) {

    /// Where Cloud Storage listens.
    public static final Origin GOOGLE = new Origin(true, "storage.googleapis.com", 443);

    /// Refuses what would change the meaning of an address.
    public GcsOptions {
        if (!isBucket(bucket)) {
            throw new IllegalArgumentException("bucket " + bucket);
        }
        proxies = Map.copyOf(proxies);
    }

    /// A bucket at a given place, without proxy, with objects as it makes them.
    public static GcsOptions of(String bucket, Origin origin, AccessTokens tokens) {
        return new GcsOptions(bucket, origin, "", tokens, HttpLimits.DEFAULT, TlsTrust.system(), Map.of(), "",
                GcsWriting.PLAIN);
    }

    /// The same with objects made in another way.
    public GcsOptions with(GcsWriting other) {
        return new GcsOptions(bucket, origin, basePath, tokens, limits, trust, proxies, userProject, other);
    }

    /// The same with a project that pays.
    public GcsOptions withUserProject(String project) {
        return new GcsOptions(bucket, origin, basePath, tokens, limits, trust, proxies, project, writing);
    }

    /// Whether a text can name a bucket (Cloud Storage documentation, "About Cloud Storage buckets").
    static boolean isBucket(String text) {
        if (text.length() < 3 || text.length() > 222) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean inner = each >= 'a' && each <= 'z' || each >= '0' && each <= '9';
            boolean mark = each == '-' || each == '_' || each == '.';
            if (!inner && (!mark || i == 0 || i == text.length() - 1)) {
                return false;
            }
        }
        return true;
    }

    /// Where the service is, as text.
    public String endpoint() {
        return origin + basePath;
    }

    Optional<Proxy> proxy() {
        return Proxy.fromEnvironment(proxies, origin);
    }

    @Override
    public String toString() {
        return "gs://" + bucket + " at " + endpoint();
    }
}
