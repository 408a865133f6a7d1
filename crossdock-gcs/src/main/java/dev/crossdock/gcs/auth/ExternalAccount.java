package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossdock.gcs.AccessToken;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.wire.JsonDocument;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An identity of another provider that a pool at Google trusts: its token is exchanged for one of Google (RFC 8693).
final class ExternalAccount implements Identity {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String WANTED = "urn:ietf:params:oauth:token-type:access_token";

    private final IdentityService service;
    private final SubjectTokens subjects;
    private final String audience;
    private final String type;
    private final URI tokenUrl;
    private final String userProject;
    private final String client;

    /// @param subjects where tokens of the other provider come from
    /// @param file a credentials file of type `external_account`
    /// @param source where it was read, for messages
    ExternalAccount(IdentityService service, SubjectTokens subjects, JsonDocument file, String source) {
        this.service = service;
        this.subjects = subjects;
        this.audience = CredentialsFile.required(file, "audience", source);
        this.type = CredentialsFile.required(file, "subject_token_type", source);
        this.tokenUrl = CredentialsFile.url(file, "token_url", "https://sts.googleapis.com/v1/token", source);
        this.userProject = file.text("workforce_pool_user_project");
        String id = file.text("client_id");
        String pair = id + ':' + file.text("client_secret");
        this.client = id.isEmpty() ? "" : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    @Override
    public String name() {
        return "the federated identity of " + audience;
    }

    @Override
    public AccessToken access(Instant now, Trail trail) throws StoreException {
        SubjectTokens.Subject subject = subjects.fresh(audience, now, trail);
        Hop hop = new Hop(Hop.Kind.EXCHANGE, tokenUrl, "audience " + audience, subject.owner());
        trail.at(hop.kind().word(), hop.what());
        IdentityReply reply = exchange(hop, subject);
        Optional<Instant> theirs = reply.good() ? Optional.empty() : reply.date();
        if (theirs.isPresent() && service.failures().code(hop, reply, now) == FailureCode.CLOCK_SKEW) {
            // Signed once more with the service's time, in case it was only that.
            subject = subjects.fresh(audience, theirs.get(), Trail.NONE);
            reply = exchange(hop, subject);
        }
        if (!reply.good()) {
            throw service.failures().refused(hop, reply, now, List.of(subject.value(), client));
        }
        return Grants.access(service, hop, reply, now, trail);
    }

    @Override
    public IdToken identify(String forAudience, Instant now, Trail trail) throws StoreException {
        throw service.failures().ours(FailureCode.UNSUPPORTED,
                "a federated identity has no id token for " + forAudience + ": impersonate a service account");
    }

    private IdentityReply exchange(Hop hop, SubjectTokens.Subject subject) throws StoreException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", GRANT);
        form.put("audience", audience);
        form.put("scope", SCOPE);
        form.put("requested_token_type", WANTED);
        form.put("subject_token_type", type);
        form.put("subject_token", subject.value());
        if (!userProject.isEmpty() && client.isEmpty()) {
            form.put("options", new JsonLine().text("userProject", userProject).end());
        }
        return service.postForm(hop, form, client);
    }
}
