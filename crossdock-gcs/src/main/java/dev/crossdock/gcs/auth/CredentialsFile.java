package dev.crossdock.gcs.auth;

import dev.crossdock.store.ConfigurationException;
import dev.crossdock.wire.JsonDocument;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes an identity of a credentials file as Google's tools write it.
///
/// @param service through which it asks
/// @param aws signs where the file says that the identity is one at AWS
/// @param source name of the file, for messages
record CredentialsFile(IdentityService service, AwsSubject aws, String source) {

    private static final Duration HOUR = Duration.ofHours(1);

    /// Reads a file.
    ///
    /// @throws ConfigurationException CFG_CREDENTIALS if it cannot be read, or is of no kind that is known
    static JsonDocument read(IdentityService service, Path path, String source) {
        Optional<String> text = PrivateFile.read(service.env().disk(), path);
        if (text.isEmpty()) {
            throw wrong(source + " cannot be read", "make it readable, or name another one");
        }
        return JsonDocument.parse(text.get()).orElseThrow(() -> wrong(source + " is no document in JSON",
                "take it as Google made it"));
    }

    /// The identity that a file means.
    Identity identity(JsonDocument file) {
        String universe = file.text("universe_domain");
        if (!universe.isEmpty() && !universe.equals("googleapis.com")) {
            throw wrong(source + " is for the cloud " + shown(universe), "only googleapis.com is supported");
        }
        String type = file.text("type");
        return switch (type) {
            case "service_account" -> new ServiceAccountKey(service, file, source);
            case "authorized_user" -> new AuthorizedUser(service, file, source);
            case "impersonated_service_account" -> impersonated(file);
            case "external_account" -> external(file);
            default -> throw wrong(source + " is of type " + shown(type),
                    "use a file of type service_account, authorized_user, impersonated_service_account or"
                            + " external_account");
        };
    }

    private Identity impersonated(JsonDocument file) {
        String url = url(file, "service_account_impersonation_url", "", source).toString();
        JsonDocument callers = file.object("source_credentials")
                .orElseThrow(() -> wrong(source + " has no source_credentials", "take it as Google made it"));
        return new Impersonation(service, identity(callers), url, file.texts("delegates"), HOUR);
    }

    private Identity external(JsonDocument file) {
        JsonDocument place = file.object("credential_source")
                .orElseThrow(() -> wrong(source + " has no credential_source", "take it as Google made it"));
        Identity federated = new ExternalAccount(service, subjects(place), file, source);
        if (file.text("service_account_impersonation_url").isEmpty()) {
            return federated;
        }
        String url = url(file, "service_account_impersonation_url", "", source).toString();
        long seconds = file.object("service_account_impersonation")
                .map(each -> each.number("token_lifetime_seconds").orElse(0)).orElse(0L);
        return new Impersonation(service, federated, url, List.of(), seconds > 0 ? Duration.ofSeconds(seconds) : HOUR);
    }

    private SubjectTokens subjects(JsonDocument place) {
        String environment = place.text("environment_id");
        if (environment.startsWith("aws")) {
            if (!environment.equals("aws1")) {
                throw wrong(source + " wants version " + shown(environment) + " of requests to AWS",
                        "aws1 is supported");
            }
            // Who the keys belong to is found the way it is found for buckets, not by the URLs in the file.
            String url = place.text("regional_cred_verification_url");
            return new SignedSubject(aws, url.isEmpty() ? SignedSubject.URL : url);
        }
        String field = place.object("format").filter(each -> each.text("type").equals("json"))
                .map(each -> each.text("subject_token_field_name")).orElse("");
        if (!place.text("file").isEmpty()) {
            return new StoredSubject(service, Optional.of(Path.of(place.text("file"))), Optional.empty(), List.of(),
                    field);
        }
        if (!place.text("url").isEmpty()) {
            return new StoredSubject(service, Optional.empty(), Optional.of(url(place, "url", "", source)),
                    headers(place), field);
        }
        throw wrong(source + " has a credential_source that is neither AWS nor a file nor a URL",
                "programs and certificates are not supported as sources: write the token to a file");
    }

    private static List<String> headers(JsonDocument place) {
        List<String> headers = new ArrayList<>();
        Optional<JsonDocument> given = place.object("headers");
        if (given.isPresent()) {
            for (String name : given.get().names()) {
                headers.add(name);
                headers.add(given.get().text(name));
            }
        }
        return headers;
    }

    /// A field that must be there.
    static String required(JsonDocument file, String name, String source) {
        String text = file.text(name);
        if (text.isEmpty()) {
            throw wrong(source + " has no " + name, "take it as Google made it");
        }
        return text;
    }

    /// A field that is an address of a service which gets to see secrets.
    ///
    /// @param usual where the field may be missing, else empty
    static URI url(JsonDocument file, String name, String usual, String source) {
        String url = usual.isEmpty() ? required(file, name, source) : file.text(name);
        return IdentityUrl.parse(name + " in " + source, url.isEmpty() ? usual : url);
    }

    private static String shown(String text) {
        return text.isEmpty() ? "\"\"" : '"' + Wording.clean(text, List.of()) + '"';
    }

    private static ConfigurationException wrong(String message, String remedy) {
        return new ConfigurationException("CFG_CREDENTIALS", message, remedy);
    }
}
