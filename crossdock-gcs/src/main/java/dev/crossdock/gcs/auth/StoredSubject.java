package dev.crossdock.gcs.auth;

import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.wire.JsonDocument;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A token that somebody else keeps fresh: in a file, or behind a URL of the machine's neighborhood.
///
/// @param service which asks
/// @param file where it is, unless behind a URL
/// @param url where it is, unless in a file
/// @param headers to ask with
/// @param field of JSON that it is in, or empty if it is the whole text
record StoredSubject(IdentityService service, Optional<Path> file, Optional<URI> url, List<String> headers,
        String field) implements SubjectTokens {

    @Override
    public Subject fresh(String audience, Instant now, Trail trail) throws StoreException {
        String text = file.isPresent() ? fromFile(file.get(), trail) : fromUrl(now, trail);
        String token = field.isEmpty()
                ? text.strip()
                : JsonDocument.parse(text).map(json -> json.text(field)).orElse("");
        if (token.isEmpty()) {
            throw service.failures().ours(FailureCode.AUTH_MISSING, owner() + " holds no token"
                    + (field.isEmpty() ? "" : " in a field " + field + " of JSON"));
        }
        return new Subject(token, IdToken.parse(token).map(IdToken::subject).orElse(owner()));
    }

    private String owner() {
        return file.map(path -> "the file " + path).orElseGet(() -> "the URL " + url.map(URI::getHost).orElse(""));
    }

    private String fromFile(Path path, Trail trail) throws StoreException {
        trail.at(Hop.Kind.SUBJECT.word(), owner());
        Optional<String> text = PrivateFile.read(service.env().disk(), path);
        if (text.isEmpty()) {
            throw service.failures().ours(FailureCode.AUTH_MISSING, owner() + " cannot be read");
        }
        return text.get();
    }

    private String fromUrl(Instant now, Trail trail) throws StoreException {
        Hop hop = new Hop(Hop.Kind.SUBJECT, url.orElseThrow(), "", "this machine");
        trail.at(hop.kind().word(), hop.what());
        IdentityReply reply = service.get(hop, headers);
        if (!reply.good()) {
            throw service.failures().refused(hop, reply, now, List.of());
        }
        return reply.text();
    }
}
