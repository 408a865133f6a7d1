package dev.crossdock.s3;

import dev.crossdock.store.ConfigurationException;
import dev.crossdock.wire.Origin;

/// Where Amazon S3 listens for a bucket, and which names can stand in an address at all.
final class Addresses {

    private Addresses() {}

    /// Whether a text can name a region; what comes from outside must not smuggle another host into an address.
    static boolean isRegion(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (!(each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9' || each == '-'
                    || each == '_')) {
                return false;
            }
        }
        return true;
    }

    /// Whether a text can be the value of a header as it is, without blanks.
    static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /// Refuses names that no bucket can have at any service.
    static void checkBucket(String bucket) {
        boolean good = !bucket.isEmpty() && bucket.length() <= 255 && !bucket.equals(".") && !bucket.equals("..");
        for (int i = 0; i < bucket.length() && good; i++) {
            char each = bucket.charAt(i);
            good = each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9' || each == '-'
                    || each == '.' || each == '_';
        }
        if (!good) {
            throw new ConfigurationException("CFG_URI",
                    "the bucket name is empty, longer than 255 characters, or has other"
                            + " characters than letters, digits, '-', '.' and '_'",
                    "write s3://BUCKET/PREFIX");
        }
    }

    /// Whether the bucket's name can be part of a host name that the certificate of Amazon S3 covers.
    static boolean isHostLabel(String bucket) {
        if (bucket.length() < 3 || bucket.length() > 63 || bucket.startsWith("-") || bucket.endsWith("-")) {
            return false;
        }
        for (int i = 0; i < bucket.length(); i++) {
            char each = bucket.charAt(i);
            if (!(each >= 'a' && each <= 'z' || each >= '0' && each <= '9' || each == '-')) {
                return false;
            }
        }
        return true;
    }

    /// Where Amazon S3 listens in that region.
    static Origin amazon(String region) {
        return new Origin(true, "s3." + region + suffix(region), 443);
    }

    /// Where Amazon's token service listens in that region.
    static Origin tokens(String region) {
        return new Origin(true, "sts." + region + suffix(region), 443);
    }

    /// Where another service of Amazon listens in that region.
    static Origin service(String name, String region) {
        return new Origin(true, name + '.' + region + suffix(region), 443);
    }

    /// The part of Amazon that a host of Amazon S3 belongs to, or an empty string for other hosts: `amazonaws.com`, or
    /// that of China, which does not know the buckets of the rest.
    static String partition(String host) {
        if (host.endsWith(".amazonaws.com")) {
            return "amazonaws.com";
        }
        return host.endsWith(".amazonaws.com.cn") ? "amazonaws.com.cn" : "";
    }

    /// Whether the host is that of Amazon S3 for a whole region, and none of an endpoint or access point of somebody.
    static boolean isAmazon(String host) {
        return !variant(host).isEmpty();
    }

    /// The same kind of endpoint of Amazon S3 in another region; origins that belong to no region stay what they are.
    static Origin inRegion(Origin origin, String region) {
        String variant = variant(origin.host());
        return variant.isEmpty()
                ? origin
                : new Origin(origin.tls(), variant + '.' + region + suffix(region), origin.port());
    }

    private static String suffix(String region) {
        return region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    }

    /// What stands before the region in a host of Amazon S3, or an empty string for other hosts.
    private static String variant(String host) {
        String partition = partition(host);
        if (partition.isEmpty()) {
            return "";
        }
        String[] labels = host.substring(0, host.length() - partition.length() - 1).split("\\.", -1);
        boolean stack = labels.length > 1 && labels[1].equals("dualstack");
        // `s3.amazonaws.com`, `s3.REGION...` and `s3.dualstack.REGION...`
        int most = stack ? 3 : 2;
        if (labels.length > most || !labels[0].equals("s3") && !labels[0].equals("s3-fips")
                || labels.length == 2 && !stack && labels[1].indexOf('-') < 0) {
            return "";
        }
        return stack ? labels[0] + ".dualstack" : labels[0];
    }
}
