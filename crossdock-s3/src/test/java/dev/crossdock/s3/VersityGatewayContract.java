package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Env;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.server.S3Server;
import dev.crossdock.testkit.store.AwkwardName;
import dev.crossdock.testkit.store.ObjectStoreContract;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract against the Versity S3 Gateway, a third server, in another language, which checks signatures and
/// keeps checksums. It is no Maven artifact: the second stage of `verify` installs it, starts it and names it in the
/// environment, and runs this class by its name, which is none that the default run looks for.
final class VersityGatewayContract extends ObjectStoreContract {

    /// It keeps objects as paths of files, which it normalizes, and directory markers without their bytes.
    private static final Set<String> BROKEN_KEYS = Set.of("../up", "a/../../up", "only/..", "here/./there",
            "/etc/passwd", "//host/share", "twice//slashed", "trailing//", "x/s3://bucket/key", "marker/",
            "s".repeat(300));

    private @Nullable S3Options options;
    private @Nullable ObjectStore store;

    @BeforeEach
    void open() {
        options = new ServerBuckets(new Gateway()).create();
        store = new S3Store(env(), options);
    }

    @AfterEach
    void close() {
        store().close();
    }

    @Override
    public ObjectStore store() {
        return Objects.requireNonNull(store);
    }

    @Override
    public ObjectStore reopened() {
        return new S3Store(env(), Objects.requireNonNull(options));
    }

    @Override
    public Env env() {
        return Env.production();
    }

    /// It completes an upload again that is complete already.
    @Override
    @Test
    public void completingTwiceFailsAndKeepsTheObject() {
        assertDeviates(super::completingTwiceFailsAndKeepsTheObject);
    }

    /// It keeps objects as paths of files: see the keys above.
    @Override
    @Test
    public void theWholeCensusFitsSideBySide() {
        assertDeviates(super::theWholeCensusFitsSideBySide);
    }

    /// Not run: it looks at a condition before it writes, and not while it does.
    @Override
    public void ofWritersOverAVersionExactlyOneWins() {
        // the server decides by luck
    }

    /// Not run: while it replaces an object, its listing may show the file that becomes the new one.
    @Override
    public void listingsDuringOverwritesHaveEveryKeyOnce() {
        // the server decides by luck
    }

    /// Not run: of a body without a checksum it may keep what had come when the connection ended, as an object.
    @Override
    public void aWriteThatFailedAnywhereIsRepeatedWhole() {
        // the server decides by luck
    }

    /// Its listings put a replacement character where XML cannot name one.
    @Override
    @ParameterizedTest
    @MethodSource("dev.crossdock.testkit.store.AwkwardNames#all")
    public void aKeyIsExactOrRefused(AwkwardName name) throws StoreException {
        if (BROKEN_KEYS.contains(name.key()) || !name.xml()) {
            assertDeviates(() -> super.aKeyIsExactOrRefused(name));
        } else {
            super.aKeyIsExactOrRefused(name);
        }
    }

    /// What deviates today has to go on deviating, or this class is out of date.
    private static void assertDeviates(ThrowingCallable test) {
        assertThatThrownBy(test).isInstanceOfAny(AssertionError.class, StoreException.class);
    }

    /// The server as the environment names it; whoever started it ends it.
    private record Gateway() implements S3Server {

        @Override
        public URI endpoint() {
            return URI.create(named("CROSSDOCK_GATEWAY_URL"));
        }

        @Override
        public String accessKey() {
            return named("CROSSDOCK_GATEWAY_ACCESS_KEY");
        }

        @Override
        public String secretKey() {
            return named("CROSSDOCK_GATEWAY_SECRET_KEY");
        }

        @Override
        public void close() {
            // not ours
        }

        private static String named(String variable) {
            String value = System.getenv(variable);
            assertThat(value).as("%s in the environment", variable).isNotBlank();
            return Objects.requireNonNull(value);
        }
    }
}
