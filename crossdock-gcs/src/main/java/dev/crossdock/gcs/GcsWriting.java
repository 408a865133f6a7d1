package dev.crossdock.gcs;

import dev.crossdock.store.ConfigurationException;

/// How objects are made. An empty string leaves it to the bucket.
///
/// @param storageClass such as `NEARLINE`
/// @param kmsKey customer-managed key, as `projects/P/locations/L/keyRings/R/cryptoKeys/K`
public record GcsWriting(String storageClass, String kmsKey) {

    /// As the bucket says.
    public static final GcsWriting PLAIN = new GcsWriting("", "");

    /// Refuses what cannot be meant.
    public GcsWriting {
        if (!storageClass.isEmpty() && !isClass(storageClass)) {
            throw new ConfigurationException("CFG_STORAGE_CLASS",
                    "a storage class has other characters than capital letters and '_'",
                    "use a name such as NEARLINE");
        }
        if (!kmsKey.isEmpty() && !isKey(kmsKey)) {
            throw new ConfigurationException("CFG_ENCRYPTION", "the key of KMS is no name of one",
                    "write it as projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY");
        }
    }

    /// Whether a text can name a storage class, wherever it comes from.
    static boolean isClass(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (!(each >= 'A' && each <= 'Z' || each == '_')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 64;
    }

    private static boolean isKey(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 8 || !parts[0].equals("projects") || !parts[2].equals("locations")
                || !parts[4].equals("keyRings") || !parts[6].equals("cryptoKeys")) {
            return false;
        }
        for (String each : parts) {
            if (each.isBlank()) {
                return false;
            }
        }
        return text.length() <= 1024;
    }
}
