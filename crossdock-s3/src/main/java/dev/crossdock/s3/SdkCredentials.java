package dev.crossdock.s3;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;

/// Credentials as the AWS SDK finds them: profiles (keys, processes, SSO, roles), web identities, containers,
/// instances. The only class that knows the SDK, and not
/// loaded while the environment holds keys. Safe for concurrent use.
final class SdkCredentials implements CredentialsSource {

    /// The SDK renews what expires; it is asked this often, and not before every request.
    private static final Duration KEPT = Duration.ofSeconds(30);

    private record Answer(Optional<Credentials> credentials, Instant until) {}

    private final String store;
    private final String profile;
    private final DefaultCredentialsProvider provider;
    private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();

    /// @param store who wants them, for messages
    /// @param environment names the profile and the files of profiles; the rest the SDK takes from the process
    SdkCredentials(String store, Map<String, String> environment) {
        this.store = store;
        DefaultCredentialsProvider.Builder builder = DefaultCredentialsProvider.builder();
        this.profile = environment.getOrDefault("AWS_PROFILE", "").strip();
        if (!profile.isEmpty()) {
            builder.profileName(profile);
        }
        Optional<Path> config = file(environment, "AWS_CONFIG_FILE");
        Optional<Path> credentials = file(environment, "AWS_SHARED_CREDENTIALS_FILE");
        if (config.isPresent() || credentials.isPresent()) {
            builder.profileFile(() -> profiles(config, credentials));
        }
        this.provider = builder.build();
    }

    private static Optional<Path> file(Map<String, String> environment, String name) {
        String path = environment.getOrDefault(name, "").strip();
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    }

    /// Both files, each from where it is named, else from where the SDK has it.
    private static ProfileFile profiles(Optional<Path> config, Optional<Path> credentials) {
        ProfileFile.Aggregator all = ProfileFile.aggregator();
        credentials.or(ProfileFileLocation::credentialsFileLocation)
                .ifPresent(path -> all.addFile(profiles(path, ProfileFile.Type.CREDENTIALS)));
        config.or(ProfileFileLocation::configurationFileLocation)
                .ifPresent(path -> all.addFile(profiles(path, ProfileFile.Type.CONFIGURATION)));
        return all.build();
    }

    private static ProfileFile profiles(Path path, ProfileFile.Type type) {
        return ProfileFile.builder().content(path).type(type).build();
    }

    @Override
    public Optional<Credentials> current(Instant now) throws StoreException {
        Answer known = answer.get();
        if (known != null && now.isBefore(known.until())) {
            return known.credentials();
        }
        Optional<Credentials> found = Optional.of(resolve());
        Optional<Credentials> same = known != null && known.credentials().isPresent()
                && equal(known.credentials().get(), found.get())
                        ? known.credentials()
                        : found;
        answer.set(new Answer(same, now.plus(KEPT)));
        return same;
    }

    @Override
    public void walk(Instant now, Trail trail) throws StoreException {
        trail.at("aws keys", profile.isEmpty() ? "profile, web identity, container or instance" : "profile " + profile);
        AwsCredentialsIdentity found = identity();
        trail.found(credentials(found).shown() + found.providerName().map(name -> ", from " + name).orElse("")
                + found.expirationTime().map(end -> ", until " + end).orElse(""));
    }

    private Credentials resolve() throws StoreException {
        return credentials(identity());
    }

    private static Credentials credentials(AwsCredentialsIdentity found) {
        Optional<Secret> token = found instanceof AwsSessionCredentialsIdentity session
                ? Optional.of(new Secret(session.sessionToken()))
                : Optional.empty();
        return new Credentials(found.accessKeyId(), new Secret(found.secretAccessKey()), token,
                found.expirationTime());
    }

    private AwsCredentialsIdentity identity() throws StoreException {
        try {
            return provider.resolveCredentials();
        } catch (RuntimeException e) {
            // The SDK throws a dozen kinds of them for credentials that are not there or cannot be read.
            throw new StoreException(Failure.of(FailureCode.AUTH_MISSING, Operation.AUTHENTICATE, store,
                    "no credentials were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run where a"
                            + " role is attached (" + Redaction.clean(String.valueOf(e.getMessage()), 300) + ')'),
                    e);
        }
    }

    private static boolean equal(Credentials one, Credentials other) {
        return one.accessKey().equals(other.accessKey()) && one.secret().reveal().equals(other.secret().reveal())
                && one.sessionToken().map(Secret::reveal).equals(other.sessionToken().map(Secret::reveal));
    }
}
