package dev.crossdock.s3;

import dev.crossdock.env.Env;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.wire.HttpLimits;
import dev.crossdock.wire.TlsTrust;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens buckets the way the variables say that all tools for S3 know: `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`,
/// `AWS_REGION`, `AWS_DEFAULT_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`,
/// `AWS_CA_BUNDLE`, those of proxies, and of the profile that `AWS_PROFILE` and `AWS_CONFIG_FILE` name its region and
/// endpoint. A role is asked for at `AWS_ENDPOINT_URL_STS`, else at Amazon in that region.
public final class S3Environment {

    private static final String REGION = "us-east-1";
    private static final String IGNORED = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
    /// Stands among the variables for what the profile says; no variable of a process has such a name.
    private static final String PROFILE_ENDPOINT = "the endpoint_url of the profile";
    private static final List<String> PROXIES = List.of("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY",
            "no_proxy",
            "NO_PROXY", "REQUEST_METHOD");

    private S3Environment() {}

    /// Opens a bucket; nothing is sent yet, and no credentials are looked for beyond the environment.
    ///
    /// @param env the machine
    /// @param bucket its name
    /// @param environment variables of the process
    /// @param overrides what comes before them
    /// @throws ConfigurationException CFG_URI, CFG_ENDPOINT, CFG_REGION, CFG_CREDENTIALS, CFG_PROXY, CFG_PROFILE,
    ///     CFG_ROLE or CFG_ADDRESSING
    public static S3Store open(Env env, String bucket, Map<String, String> environment, S3Overrides overrides) {
        return new S3Store(env, options(env, bucket, environment, overrides));
    }

    /// The options that variables and overrides make.
    ///
    /// @throws ConfigurationException as [#open]
    public static S3Options options(Env env, String bucket, Map<String, String> environment, S3Overrides overrides) {
        Addresses.checkBucket(bucket);
        Map<String, String> known = completed(env, environment, overrides);
        Optional<S3Endpoints> endpoint = endpoint(known, overrides);
        boolean amazon = endpoint.isEmpty() || !Addresses.partition(endpoint.get().origin().host()).isEmpty();
        S3Options options = new S3Options(bucket, amazon ? S3Profile.AWS : S3Profile.GENERIC,
                endpoint.map(S3Endpoints::origin), endpoint.map(S3Endpoints::basePath).orElse(""),
                region(known, overrides), credentials(env, "s3://" + bucket, known, overrides), HttpLimits.DEFAULT,
                trust(known), proxies(known), overrides.access(), overrides.writing());
        requireProxy(options);
        return options;
    }

    /// The environment with what a profile adds to it. The file is only looked for if a profile is named, or nothing
    /// else names a region.
    static Map<String, String> completed(Env env, Map<String, String> environment, S3Overrides overrides) {
        boolean region = overrides.region().isPresent() || !value(environment, "AWS_REGION").isEmpty()
                || !value(environment, "AWS_DEFAULT_REGION").isEmpty();
        String profile = value(environment, "AWS_PROFILE");
        String given = value(environment, "AWS_CONFIG_FILE");
        String file = given.isEmpty() ? value(environment, "HOME") + "/.aws/config" : given;
        if (region && profile.isEmpty() || !exists(env, file)) {
            return environment;
        }
        SharedConfig config = SharedConfig.read(env.disk(), Path.of(file));
        String name = profile.isEmpty() ? "default" : profile;
        Map<String, String> completed = new HashMap<>(environment);
        if (!region) {
            completed.put("AWS_REGION", config.setting(name, "region"));
        }
        completed.put(PROFILE_ENDPOINT, config.endpoint(name));
        if (value(environment, IGNORED).isEmpty()) {
            completed.put(IGNORED, config.setting(name, "ignore_configured_endpoint_urls"));
        }
        return completed;
    }

    private static boolean exists(Env env, String file) {
        try {
            return env.disk().stat(Path.of(file)).isPresent();
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static Optional<S3Endpoints> endpoint(Map<String, String> environment, S3Overrides overrides) {
        if (overrides.endpoint().isPresent()) {
            return Optional.of(S3Endpoints.parse("the endpoint", overrides.endpoint().get(), overrides.plainHosts()));
        }
        if (value(environment, IGNORED).equalsIgnoreCase("true")) {
            return Optional.empty();
        }
        for (String name : List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", PROFILE_ENDPOINT)) {
            if (!value(environment, name).isEmpty()) {
                return Optional.of(S3Endpoints.parse(name, value(environment, name), overrides.plainHosts()));
            }
        }
        return Optional.empty();
    }

    static String region(Map<String, String> environment, S3Overrides overrides) {
        String region = overrides.region().orElseGet(() -> {
            String first = value(environment, "AWS_REGION");
            String second = value(environment, "AWS_DEFAULT_REGION");
            return !first.isEmpty() ? first : !second.isEmpty() ? second : REGION;
        });
        if (!Addresses.isRegion(region)) {
            throw new ConfigurationException("CFG_REGION", "the region is no name of letters, digits, '-' and '_'",
                    "set AWS_REGION to a name such as " + REGION);
        }
        return region;
    }

    private static CredentialsSource credentials(Env env, String store, Map<String, String> environment,
            S3Overrides overrides) {
        if (overrides.signing() == S3Overrides.Signing.ANONYMOUS) {
            if (overrides.role().isPresent()) {
                throw new ConfigurationException("CFG_ROLE", "a role is given, but requests shall not be signed",
                        "leave out one of both");
            }
            return CredentialsSource.anonymous();
        }
        CredentialsSource own = overrides.keys().isPresent() ? overrides.keys().get() : own(store, environment);
        return overrides.role().isEmpty()
                ? own
                : new RoleCredentials(roleRequest(env, store, environment, overrides, overrides.role().get()), own);
    }

    /// How a session of a role is asked for, at `AWS_ENDPOINT_URL_STS` or at Amazon in the region.
    static RoleRequest roleRequest(Env env, String store, Map<String, String> environment, S3Overrides overrides,
            S3Role role) {
        String region = region(environment, overrides);
        String given = value(environment, "AWS_ENDPOINT_URL_STS");
        S3Endpoints endpoint = given.isEmpty()
                ? new S3Endpoints(Addresses.tokens(region), "")
                : S3Endpoints.parse("AWS_ENDPOINT_URL_STS", given, overrides.plainHosts());
        return new RoleRequest(env, store, role, region, endpoint, trust(environment), proxies(environment));
    }

    static CredentialsSource own(String store, Map<String, String> environment) {
        String accessKey = value(environment, "AWS_ACCESS_KEY_ID");
        String secret = value(environment, "AWS_SECRET_ACCESS_KEY");
        if (accessKey.isEmpty() != secret.isEmpty()) {
            String missing = accessKey.isEmpty() ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
            throw new ConfigurationException("CFG_CREDENTIALS", missing + " is not set although its counterpart is",
                    "set both, or neither to use a profile or role");
        }
        if (accessKey.isEmpty()) {
            // The class of the SDK is loaded here at the earliest, and when the first request needs it.
            return new LateCredentials(() -> new SdkCredentials(store, environment));
        }
        String token = value(environment, "AWS_SESSION_TOKEN");
        Optional<Secret> session = token.isEmpty() ? Optional.empty() : Optional.of(new Secret(token));
        try {
            return CredentialsSource.of(new Credentials(accessKey, new Secret(secret), session, Optional.empty()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("CFG_CREDENTIALS", String.valueOf(e.getMessage()),
                    "set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN exactly as they were issued");
        }
    }

    static TlsTrust trust(Map<String, String> environment) {
        String bundle = value(environment, "AWS_CA_BUNDLE");
        try {
            return bundle.isEmpty() ? TlsTrust.system() : TlsTrust.only(Path.of(bundle));
        } catch (InvalidPathException e) {
            throw new ConfigurationException("CFG_ENDPOINT", "AWS_CA_BUNDLE is no path",
                    "set it to a file of certificates in PEM");
        }
    }

    static Map<String, String> proxies(Map<String, String> environment) {
        Map<String, String> found = new HashMap<>();
        for (String name : PROXIES) {
            if (environment.containsKey(name)) {
                found.put(name, environment.getOrDefault(name, ""));
            }
        }
        return found;
    }

    private static void requireProxy(S3Options options) {
        try {
            options.proxy(options.endpoint().orElseGet(() -> Addresses.amazon(options.region())));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("CFG_PROXY", String.valueOf(e.getMessage()),
                    "write it as http://HOST:PORT");
        }
    }

    static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
