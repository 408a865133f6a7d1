package dev.crossdock.s3;

import dev.crossdock.store.StoreException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A source that is made when it is first asked, because making it is costly.
final class LateCredentials implements CredentialsSource {

    private final Supplier<CredentialsSource> maker;
    private final AtomicReference<@Nullable CredentialsSource> made = new AtomicReference<>();

    LateCredentials(Supplier<CredentialsSource> maker) {
        this.maker = maker;
    }

    @Override
    public Optional<Credentials> current(Instant now) throws StoreException {
        CredentialsSource source = made.get();
        if (source == null) {
            CredentialsSource fresh = maker.get();
            CredentialsSource first = made.compareAndExchange(null, fresh);
            source = first == null ? fresh : first;
        }
        return source.current(now);
    }
}
