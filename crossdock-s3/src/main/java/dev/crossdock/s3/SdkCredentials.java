package dev.crossdock.s3;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Credentials as the AWS SDK finds them: profiles, containers, instances. The only class that knows the SDK, and not
/// loaded while the environment holds keys. Safe for concurrent use.
final class SdkCredentials implements CredentialsSource {

    /// The SDK renews what expires; it is asked this often, and not before every request.
    private static final Duration KEPT = Duration.ofSeconds(30);

    private record Answer(Optional<Credentials> credentials, Instant until) {}

    private final String store;
    private final DefaultCredentialsProvider provider = DefaultCredentialsProvider.builder().build();
    private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();

    /// @param store who wants them, for messages
    SdkCredentials(String store) {
        this.store = store;
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

    private Credentials resolve() throws StoreException {
        try {
            AwsCredentialsIdentity found = provider.resolveCredentials();
            Optional<Secret> token = found instanceof AwsSessionCredentialsIdentity session
                    ? Optional.of(new Secret(session.sessionToken()))
                    : Optional.empty();
            return new Credentials(found.accessKeyId(), new Secret(found.secretAccessKey()), token,
                    found.expirationTime());
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
