package dev.crossdock.s3;

import dev.crossdock.env.Env;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.wire.HttpLimits;
import dev.crossdock.wire.TlsTrust;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens buckets the way the variables say that all tools for S3 know: `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`,
/// `AWS_REGION`, `AWS_DEFAULT_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`,
/// `AWS_CA_BUNDLE` and those of proxies.
public final class S3Environment {

    private static final String REGION = "us-east-1";
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
    /// @throws ConfigurationException CFG_URI, CFG_ENDPOINT, CFG_REGION, CFG_CREDENTIALS or CFG_PROXY
    public static S3Store open(Env env, String bucket, Map<String, String> environment, S3Overrides overrides) {
        return new S3Store(env, options(bucket, environment, overrides));
    }

    /// The options that variables and overrides make.
    ///
    /// @throws ConfigurationException as [#open]
    public static S3Options options(String bucket, Map<String, String> environment, S3Overrides overrides) {
        Addresses.checkBucket(bucket);
        Optional<S3Endpoints> endpoint = endpoint(environment, overrides);
        boolean amazon = endpoint.isEmpty() || endpoint.get().origin().host().endsWith(".amazonaws.com")
                || endpoint.get().origin().host().endsWith(".amazonaws.com.cn");
        S3Options options = new S3Options(bucket, amazon ? S3Profile.AWS : S3Profile.GENERIC,
                endpoint.map(S3Endpoints::origin), endpoint.map(S3Endpoints::basePath).orElse(""),
                region(environment, overrides), credentials("s3://" + bucket, environment, overrides),
                HttpLimits.DEFAULT,
                trust(environment), proxies(environment));
        requireProxy(options);
        return options;
    }

    private static Optional<S3Endpoints> endpoint(Map<String, String> environment, S3Overrides overrides) {
        if (overrides.endpoint().isPresent()) {
            return Optional.of(S3Endpoints.parse("the endpoint", overrides.endpoint().get(), overrides.plainHosts()));
        }
        if (value(environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS").equalsIgnoreCase("true")) {
            return Optional.empty();
        }
        for (String name : List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")) {
            if (!value(environment, name).isEmpty()) {
                return Optional.of(S3Endpoints.parse(name, value(environment, name), overrides.plainHosts()));
            }
        }
        return Optional.empty();
    }

    private static String region(Map<String, String> environment, S3Overrides overrides) {
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

    private static CredentialsSource credentials(String store, Map<String, String> environment, S3Overrides overrides) {
        if (overrides.signing() == S3Overrides.Signing.ANONYMOUS) {
            return CredentialsSource.anonymous();
        }
        String accessKey = value(environment, "AWS_ACCESS_KEY_ID");
        String secret = value(environment, "AWS_SECRET_ACCESS_KEY");
        if (accessKey.isEmpty() != secret.isEmpty()) {
            String missing = accessKey.isEmpty() ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
            throw new ConfigurationException("CFG_CREDENTIALS", missing + " is not set although its counterpart is",
                    "set both, or neither to use a profile or role");
        }
        if (accessKey.isEmpty()) {
            // The class of the SDK is loaded here at the earliest, and when the first request needs it.
            return new LateCredentials(() -> new SdkCredentials(store));
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

    private static TlsTrust trust(Map<String, String> environment) {
        String bundle = value(environment, "AWS_CA_BUNDLE");
        try {
            return bundle.isEmpty() ? TlsTrust.system() : TlsTrust.only(Path.of(bundle));
        } catch (InvalidPathException e) {
            throw new ConfigurationException("CFG_ENDPOINT", "AWS_CA_BUNDLE is no path",
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

    private static void requireProxy(S3Options options) {
        try {
            options.proxy(options.endpoint().orElseGet(() -> Addresses.amazon(options.bucket(), options.region())));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("CFG_PROXY", String.valueOf(e.getMessage()),
                    "write it as http://HOST:PORT");
        }
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
