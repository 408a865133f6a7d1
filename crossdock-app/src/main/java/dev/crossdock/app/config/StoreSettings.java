package dev.crossdock.app.config;

import dev.crossdock.env.Disk;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A store of the file: how any of its buckets is reached.
///
/// @param kind what it is; a local store has a root and nothing else, one at S3 has no root
/// @param root directory that the names of a local store are below, absolute
/// @param endpoint service, as `https://host:port`; empty for what the environment says, else Amazon S3
/// @param region to sign for
/// @param profile of the AWS configuration that has the credentials
/// @param addressing where the bucket stands in a URL; empty for what suits the endpoint
/// @param storageClass of what is written, such as `STANDARD_IA`
/// @param acl of what is written, such as `bucket-owner-full-control`
/// @param encryption of what is written, by the service
/// @param kmsKey of [Encryption#SSE_KMS]; empty for the service's own
/// @param expectedBucketOwner account that every bucket must belong to
/// @param keys what requests are signed with; empty for the usual chain
/// @param switches what is on
/// @param userProject project at Google that pays for requests
/// @param identity who it is reached as
public record StoreSettings(Kind kind, Optional<Path> root, Optional<String> endpoint, Optional<String> region,
        Optional<String> profile, Optional<Addressing> addressing, Optional<String> storageClass,
        Optional<String> acl, Optional<Encryption> encryption, Optional<String> kmsKey,
        Optional<String> expectedBucketOwner, Optional<Keys> keys, Set<Switch> switches,
        Optional<String> userProject, IdentitySettings identity) {

    /// A store that is not at Google.
    public StoreSettings(Kind kind, Optional<Path> root, Optional<String> endpoint, Optional<String> region,
            Optional<String> profile, Optional<Addressing> addressing, Optional<String> storageClass,
            Optional<String> acl, Optional<Encryption> encryption, Optional<String> kmsKey,
            Optional<String> expectedBucketOwner, Optional<Keys> keys, Set<Switch> switches) {
        this(kind, root, endpoint, region, profile, addressing, storageClass, acl, encryption, kmsKey,
                expectedBucketOwner, keys, switches, Optional.empty(), IdentitySettings.NONE);
    }

    /// Kinds of stores.
    public enum Kind {
        /// Amazon S3 or a compatible: `type: s3`.
        S3,
        /// Google Cloud Storage: `type: gcs`.
        GCS,
        /// Directories: `type: local`.
        LOCAL
    }

    /// Where the bucket stands in a URL.
    public enum Addressing {
        /// `https://host/bucket/key`.
        PATH,
        /// `https://bucket.host/key`.
        VIRTUAL
    }

    /// How the service encrypts what is written.
    public enum Encryption {
        /// With keys of the service: `sse-s3`.
        SSE_S3,
        /// With keys of the key management service: `sse-kms`.
        SSE_KMS
    }

    /// What is off unless it is said.
    public enum Switch {
        /// The one who asks pays for requests.
        REQUESTER_PAYS,
        /// Requests are not signed.
        ANONYMOUS,
        /// The endpoint may be talked to without TLS, though it is not this machine.
        ALLOW_PLAIN_HTTP
    }

    /// Credentials, by reference.
    ///
    /// @param accessKeyId of the pair
    /// @param secretAccessKey of the pair
    /// @param sessionToken of temporary credentials
    public record Keys(SecretReference accessKeyId, SecretReference secretAccessKey,
            Optional<SecretReference> sessionToken) {

        /// Whether a service has to be asked for any of it.
        public boolean areRemote() {
            return accessKeyId.isRemote() || secretAccessKey.isRemote()
                    || sessionToken.isPresent() && sessionToken.get().isRemote();
        }

        /// Looks the secrets up, and puts them where the usual variables are looked for.
        ///
        /// @param seen the environment as one side sees it; changed
        /// @param environment of the process, which references are to
        /// @throws dev.crossdock.store.ConfigurationException CFG_SECRET or CFG_PERMS
        public void putInto(Map<String, String> seen, Disk disk, Map<String, String> environment) {
            seen.put("AWS_ACCESS_KEY_ID", accessKeyId.resolve(disk, environment));
            seen.put("AWS_SECRET_ACCESS_KEY", secretAccessKey.resolve(disk, environment));
            seen.remove("AWS_SESSION_TOKEN");
            if (sessionToken.isPresent()) {
                seen.put("AWS_SESSION_TOKEN", sessionToken.get().resolve(disk, environment));
            }
        }
    }

    /// Copies the set, and holds the kind against the root.
    public StoreSettings {
        if (root.isPresent() != (kind == Kind.LOCAL)) {
            throw new IllegalArgumentException(kind + " with root " + root);
        }
        switches = Set.copyOf(switches);
    }

    /// The hosts that may be talked to without TLS: that of the endpoint, or none.
    public Set<String> plainHosts() {
        if (!switches.contains(Switch.ALLOW_PLAIN_HTTP) || endpoint.isEmpty()) {
            return Set.of();
        }
        try {
            String host = new URI(endpoint.get()).getHost();
            return host == null ? Set.of() : Set.of(host.toLowerCase(java.util.Locale.ROOT));
        } catch (java.net.URISyntaxException e) {
            // The one who opens the store says what is wrong with it.
            return Set.of();
        }
    }
}
