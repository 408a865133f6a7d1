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

    /// Where Amazon S3 serves the bucket in that region.
    static Origin amazon(String bucket, String region) {
        String service = "s3." + region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
        return new Origin(true, isHostLabel(bucket) ? bucket + '.' + service : service, 443);
    }
}
