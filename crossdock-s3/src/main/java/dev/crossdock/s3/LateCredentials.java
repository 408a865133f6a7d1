package dev.crossdock.s3;

import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
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
        return source().current(now);
    }

    @Override
    public void walk(Instant now, Trail trail) throws StoreException {
        source().walk(now, trail);
    }

    private CredentialsSource source() {
        CredentialsSource source = made.get();
        if (source != null) {
            return source;
        }
        CredentialsSource fresh = maker.get();
        CredentialsSource first = made.compareAndExchange(null, fresh);
        return first == null ? fresh : first;
    }
}
