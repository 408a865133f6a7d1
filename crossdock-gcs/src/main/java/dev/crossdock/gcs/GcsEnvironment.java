package dev.crossdock.gcs;

import dev.crossdock.env.Env;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpLimits;
import dev.crossdock.wire.TlsTrust;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Opens buckets the way the variables say that Google's own tools know: `STORAGE_EMULATOR_HOST`,
/// `CLOUDSDK_AUTH_ACCESS_TOKEN`, `GOOGLE_OAUTH_ACCESS_TOKEN`, `GOOGLE_CLOUD_QUOTA_PROJECT`, `GOOGLE_CLOUD_PROJECT`,
/// `SSL_CERT_FILE` and those of proxies.
public final class GcsEnvironment {

    private static final String EMULATOR = "STORAGE_EMULATOR_HOST";
    private static final List<String> TOKENS = List.of("CLOUDSDK_AUTH_ACCESS_TOKEN", "GOOGLE_OAUTH_ACCESS_TOKEN");
    private static final List<String> PROJECTS = List.of("GOOGLE_CLOUD_QUOTA_PROJECT", "GOOGLE_CLOUD_PROJECT");
    private static final List<String> PROXIES = List.of("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY",
            "no_proxy", "NO_PROXY", "REQUEST_METHOD");

    private GcsEnvironment() {}

    /// Opens a bucket; nothing is sent yet, and no credentials are looked for beyond the environment.
    ///
    /// @param env the machine
    /// @param options of [#options]
    public static GcsStore open(Env env, GcsOptions options) {
        return new GcsStore(env, options);
    }

    /// The options that variables and overrides make.
    ///
    /// @param bucket its name
    /// @param environment variables of the process
    /// @param overrides what comes before them
    /// @param credentials makes the source of tokens that is asked if no variable holds one; asked itself when the
    ///     first request needs a token
    /// @throws ConfigurationException CFG_URI, CFG_ENDPOINT, CFG_CREDENTIALS, CFG_PROXY or CFG_PROJECT
    public static GcsOptions options(String bucket, Map<String, String> environment, GcsOverrides overrides,
            Supplier<AccessTokens> credentials) {
        if (!GcsOptions.isBucket(bucket)) {
            throw new ConfigurationException("CFG_URI", "\"" + bucket + "\" is no bucket name",
                    "bucket names have lower-case letters, digits, dots, hyphens and underscores");
        }
        GcsEndpoint endpoint = endpoint(environment, overrides);
        GcsOptions options = new GcsOptions(bucket, endpoint.origin(), endpoint.basePath(),
                tokens(environment, overrides, credentials), HttpLimits.DEFAULT, trust(environment),
                proxies(environment), userProject(environment, overrides), overrides.writing());
        requireProxy(options);
        return options;
    }

    private static GcsEndpoint endpoint(Map<String, String> environment, GcsOverrides overrides) {
        if (overrides.endpoint().isPresent()) {
            return GcsEndpoint.parse("the endpoint", overrides.endpoint().get(), overrides.plainHosts());
        }
        String emulator = value(environment, EMULATOR);
        if (emulator.isEmpty()) {
            return GcsEndpoint.GOOGLE;
        }
        // Some of Google's libraries want a URL there, others HOST:PORT.
        return GcsEndpoint.parse(EMULATOR, emulator.contains("://") ? emulator : "http://" + emulator,
                overrides.plainHosts());
    }

    private static AccessTokens tokens(Map<String, String> environment, GcsOverrides overrides,
            Supplier<AccessTokens> credentials) {
        if (overrides.authorizing() == GcsOverrides.Authorizing.ANONYMOUS) {
            return AccessTokens.anonymous();
        }
        for (String name : TOKENS) {
            String token = value(environment, name);
            if (!token.isEmpty()) {
                return fixed(name, token);
            }
        }
        boolean emulated = overrides.endpoint().isEmpty() && !value(environment, EMULATOR).isEmpty();
        return emulated ? AccessTokens.anonymous() : new LateTokens(credentials);
    }

    private static AccessTokens fixed(String name, String token) {
        try {
            return AccessTokens.fixed(token);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("CFG_CREDENTIALS", name + " holds no access token",
                    "set it to what 'gcloud auth print-access-token' prints");
        }
    }

    private static String userProject(Map<String, String> environment, GcsOverrides overrides) {
        if (overrides.payer() == GcsOverrides.Payer.BUCKET || !overrides.userProject().isEmpty()) {
            return overrides.userProject();
        }
        for (String name : PROJECTS) {
            if (!value(environment, name).isEmpty()) {
                return value(environment, name);
            }
        }
        throw new ConfigurationException("CFG_PROJECT", "the requester shall pay, but no project is named that does",
                "set GOOGLE_CLOUD_QUOTA_PROJECT, or user-project of the store in the configuration");
    }

    private static TlsTrust trust(Map<String, String> environment) {
        String bundle = value(environment, "SSL_CERT_FILE");
        try {
            return bundle.isEmpty() ? TlsTrust.system() : TlsTrust.systemAnd(Path.of(bundle));
        } catch (InvalidPathException e) {
            throw new ConfigurationException("CFG_ENDPOINT", "SSL_CERT_FILE is no path",
                    "set it to a file of certificates in PEM");
        }
    }

    private static Map<String, String> proxies(Map<String, String> environment) {
        Map<String, String> found = new HashMap<>();
        for (String name : PROXIES) {
            if (environment.containsKey(name)) {
                found.put(name, environment.getOrDefault(name, ""));
            }
        }
        return found;
    }

    private static void requireProxy(GcsOptions options) {
        try {
            options.proxy();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("CFG_PROXY", String.valueOf(e.getMessage()),
                    "write it as http://HOST:PORT");
        }
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }

    /// A source that is made when it is first asked, because making it is costly.
    private static final class LateTokens implements AccessTokens {

        private final Supplier<AccessTokens> maker;
        private final AtomicReference<@Nullable AccessTokens> made = new AtomicReference<>();

        LateTokens(Supplier<AccessTokens> maker) {
            this.maker = maker;
        }

        @Override
        public Optional<AccessToken> current(Instant now) throws StoreException {
            return source().current(now);
        }

        @Override
        public void refused(AccessToken token) {
            source().refused(token);
        }

        private AccessTokens source() {
            AccessTokens source = made.get();
            if (source != null) {
                return source;
            }
            AccessTokens fresh = maker.get();
            AccessTokens first = made.compareAndExchange(null, fresh);
            return first == null ? fresh : first;
        }
    }
}
