package dev.crossdock.gcs.auth;

import dev.crossdock.env.Env;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.wire.JsonDocument;
import dev.crossdock.wire.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out who this process is at Google, the way that all of Google's tools do: `GOOGLE_APPLICATION_CREDENTIALS`, the
/// file of `gcloud auth application-default login`, the metadata server (`GCE_METADATA_HOST`). Over it comes
/// `CLOUDSDK_AUTH_IMPERSONATE_SERVICE_ACCOUNT`. Other services are found at
/// `CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS` and `CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER`, if these are
/// set.
final class GoogleEnvironment {

    private static final String VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS";
    private static final String OVERRIDE = "CLOUDSDK_API_ENDPOINT_OVERRIDES_";
    private static final List<String> PROXIES = List.of("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY",
            "no_proxy", "NO_PROXY", "REQUEST_METHOD");

    private final Map<String, String> variables;
    private final IdentityService service;
    private final AwsSubject aws;

    GoogleEnvironment(Env env, String store, Map<String, String> variables, TlsTrust trust, AwsSubject aws) {
        this.variables = variables;
        this.aws = aws;
        Map<String, String> proxies = new HashMap<>();
        for (String name : PROXIES) {
            if (variables.containsKey(name)) {
                proxies.put(name, variables.getOrDefault(name, ""));
            }
        }
        this.service = new IdentityService(env, new IdentityFailures(store), trust, Map.copyOf(proxies));
    }

    IdentityService service() {
        return service;
    }

    /// Who this process is.
    ///
    /// @throws ConfigurationException CFG_CREDENTIALS or CFG_IMPERSONATE
    Identity identity(GoogleOptions options) {
        GoogleOptions wanted = options.impersonate().isEmpty() ? withVariable(options) : options;
        Optional<Path> file = file(wanted);
        if (options.credentials().isPresent()) {
            requirePrivate(options.credentials().get());
        }
        Identity own = file.isPresent() ? ofFile(file.get()) : metadataServer();
        return wanted.impersonate().isEmpty()
                ? own
                : new Impersonation(service, own,
                        Impersonation.url(endpoint("IAMCREDENTIALS", "https://iamcredentials.googleapis.com"),
                                wanted.impersonate()),
                        wanted.delegates(), Duration.ofHours(1));
    }

    /// The project that short names are in, or an empty string.
    String project(GoogleOptions options) {
        for (String name : List.of("GOOGLE_CLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT")) {
            if (!value(name).isEmpty()) {
                return value(name);
            }
        }
        Optional<JsonDocument> file = file(options).map(path -> CredentialsFile.read(service, path, "file " + path));
        return file.map(each -> each.text("project_id").isEmpty()
                ? each.text("quota_project_id")
                : each.text("project_id")).orElse("");
    }

    /// Where the secrets are.
    String secrets() {
        return endpoint("SECRETMANAGER", "https://secretmanager.googleapis.com");
    }

    private Identity ofFile(Path path) {
        String source = "the credentials file " + path;
        return new CredentialsFile(service, aws, source).identity(CredentialsFile.read(service, path, source));
    }

    /// Files that were named to us hold keys nobody else may read. Those of the environment are the tools' business, as
    /// are those that say where a token is and hold none.
    private void requirePrivate(Path path) {
        JsonDocument file = CredentialsFile.read(service, path, "the credentials file " + path);
        try {
            int mode = service.env().disk().permissions(service.env().disk().resolveLinks(path));
            if ((mode & 077) != 0 && !file.text("type").equals("external_account")) {
                throw new ConfigurationException("CFG_PERMS", "the credentials file " + path
                        + " has a key in it, and others than its owner can get at it: its mode must be 0600",
                        "chmod 600 " + path);
            }
        } catch (IOException e) {
            throw new ConfigurationException("CFG_CREDENTIALS", "the credentials file " + path + " cannot be read",
                    "make it readable, or name another one");
        }
    }

    private Identity metadataServer() {
        String given = value("GCE_METADATA_HOST");
        String host = given.isEmpty() ? "metadata.google.internal" : given;
        if (!isHost(host)) {
            throw new ConfigurationException("CFG_CREDENTIALS", "GCE_METADATA_HOST is no host",
                    "set it to HOST or HOST:PORT");
        }
        String otherwise = VARIABLE + " is not set, there is no file "
                + wellKnown().map(Path::toString).orElse("application_default_credentials.json");
        return new MetadataServer(service, new MetadataServer.Place(host, !given.isEmpty()), otherwise);
    }

    private static boolean isHost(String text) {
        boolean plain = text.chars().allMatch(each -> each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z'
                || each >= '0' && each <= '9' || each == '-' || each == '.' || each == ':' || each == '['
                || each == ']');
        try {
            return plain && new URI("http://" + text + '/').getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Optional<Path> file(GoogleOptions options) {
        if (options.credentials().isPresent()) {
            return options.credentials();
        }
        if (!value(VARIABLE).isEmpty()) {
            return Optional.of(path(VARIABLE, value(VARIABLE)));
        }
        return wellKnown().filter(this::exists);
    }

    private Optional<Path> wellKnown() {
        String name = "application_default_credentials.json";
        if (!value("CLOUDSDK_CONFIG").isEmpty()) {
            return Optional.of(path("CLOUDSDK_CONFIG", value("CLOUDSDK_CONFIG")).resolve(name));
        }
        return value("HOME").isEmpty()
                ? Optional.empty()
                : Optional.of(path("HOME", value("HOME")).resolve(".config/gcloud").resolve(name));
    }

    private boolean exists(Path path) {
        try {
            return service.env().disk().stat(path).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /// As gcloud has it: delegates, then the account, with commas between them.
    private GoogleOptions withVariable(GoogleOptions options) {
        List<String> chain = List.of(value("CLOUDSDK_AUTH_IMPERSONATE_SERVICE_ACCOUNT").split(",", -1));
        return chain.getLast().isEmpty()
                ? options
                : options.withImpersonate(chain.getLast(), chain.subList(0, chain.size() - 1));
    }

    private String endpoint(String name, String usual) {
        String given = value(OVERRIDE + name);
        if (given.isEmpty()) {
            return usual;
        }
        String url = IdentityUrl.parse(OVERRIDE + name, given).toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private String value(String name) {
        return variables.getOrDefault(name, "").strip();
    }

    private static Path path(String variable, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new ConfigurationException("CFG_CREDENTIALS", variable + " is no path",
                    "set it to a path of this machine");
        }
    }
}
