package dev.crossdock.s3;

import dev.crossdock.store.ConfigurationException;
import java.util.List;
import java.util.Locale;

/// How a store makes its objects, whatever they are. Each text may be empty, which leaves the choice to the bucket.
///
/// @param storageClass as the service names it, such as `STANDARD_IA`; a write that names its own goes before it
/// @param acl canned access control list, such as `bucket-owner-full-control`
/// @param encryption `AES256`, `aws:kms` or `aws:kms:dsse`
/// @param kmsKey id, alias or ARN of the key of encryption with KMS; empty for the one of Amazon S3
public record S3Writing(String storageClass, String acl, String encryption, String kmsKey) {

    /// All is left to the bucket.
    public static final S3Writing PLAIN = new S3Writing("", "", "", "");

    /// Amazon S3 user guide, "Access control list (ACL) overview".
    private static final List<String> ACLS = List.of("private", "public-read", "public-read-write",
            "authenticated-read", "aws-exec-read", "bucket-owner-read", "bucket-owner-full-control");

    /// Refuses what no service knows, keys of customers (SSE-C) among it.
    public S3Writing {
        String mode = encryption.toLowerCase(Locale.ROOT);
        if (mode.equals("sse-c") || mode.equals("customer")) {
            throw new ConfigurationException("CFG_UNSUPPORTED",
                    "encryption with a key of the customer (SSE-C) is not supported: every later reader would need"
                            + " the key",
                    "use AES256, aws:kms or aws:kms:dsse");
        }
        if (!encryption.isEmpty() && !encryption.equals("AES256") && !kms(encryption)) {
            throw new ConfigurationException("CFG_ENCRYPTION", "there is no encryption of that name",
                    "use AES256, aws:kms or aws:kms:dsse");
        }
        if (!kmsKey.isEmpty() && (!kms(encryption) || !Addresses.isVisible(kmsKey))) {
            throw new ConfigurationException("CFG_ENCRYPTION",
                    "a key of KMS is given, but "
                            + (kms(encryption) ? "it is no name of one" : "no encryption with it"),
                    "set the encryption to aws:kms or aws:kms:dsse, and the key to its id, alias or ARN");
        }
        if (!acl.isEmpty() && !ACLS.contains(acl)) {
            throw new ConfigurationException("CFG_ACL", "there is no canned access control list of that name",
                    "use one of " + String.join(", ", ACLS));
        }
        if (!storageClass.isEmpty() && !isClass(storageClass)) {
            throw new ConfigurationException("CFG_STORAGE_CLASS",
                    "a storage class has other characters than capital letters, digits, '_' and '-'",
                    "use a name such as STANDARD_IA");
        }
    }

    /// The same with another storage class.
    public S3Writing withStorageClass(String name) {
        return new S3Writing(name, acl, encryption, kmsKey);
    }

    /// Whether a text can name a storage class, wherever it comes from.
    static boolean isClass(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (!(each >= 'A' && each <= 'Z' || each >= '0' && each <= '9' || each == '_' || each == '-')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 64;
    }

    private static boolean kms(String encryption) {
        return encryption.startsWith("aws:kms") && (encryption.length() == 7 || encryption.equals("aws:kms:dsse"));
    }
}
