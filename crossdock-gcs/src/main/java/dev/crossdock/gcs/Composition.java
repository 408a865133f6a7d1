package dev.crossdock.gcs;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.FailureClass.Action;
import dev.crossdock.store.Operation;
import dev.crossdock.store.RetryPolicy;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.UploadedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes one object of many parts, 32 at a time: parts are joined to larger ones until one request can name all.
/// Each is named by its generation, so that nothing else can get in between. Only the last request makes anything
/// visible, and only it is never repeated here. Source: JSON API reference, "Objects: compose".
final class Composition {

    private final GcsClient client;
    private final UploadToken token;
    private final NewObject object;

    /// What is joined.
    private record Piece(String key, String generation) {}

    /// @param object what is made in the end
    Composition(GcsClient client, UploadToken token, NewObject object) {
        this.client = client;
        this.token = token;
        this.object = object;
    }

    /// @param parts in order
    /// @param expected checksum of the whole, for the service to check
    GcsObject of(List<UploadedPart> parts, Checksum expected) throws StoreException {
        List<Piece> pieces = new ArrayList<>(parts.size());
        for (UploadedPart each : parts) {
            pieces.add(new Piece(token.part(each.number()), each.etag()));
        }
        for (int level = 1; pieces.size() > GcsProfile.COMPOSED_MAX; level++) {
            pieces = joined(pieces, level);
        }
        return compose(object, pieces, Optional.of(expected));
    }

    private List<Piece> joined(List<Piece> pieces, int level) throws StoreException {
        List<Piece> joined = new ArrayList<>();
        for (int at = 0; at < pieces.size(); at += GcsProfile.COMPOSED_MAX) {
            List<Piece> some = pieces.subList(at, Math.min(pieces.size(), at + GcsProfile.COMPOSED_MAX));
            String key = token.joined(level, joined.size());
            joined.add(new Piece(key, patiently(NewObject.part(client, key), some).generation()));
        }
        return joined;
    }

    /// What nobody outside sees is asked for again, where all that was sent would have to be sent anew.
    private GcsObject patiently(NewObject made, List<Piece> pieces) throws StoreException {
        for (int failed = 1;; failed++) {
            try {
                return compose(made, pieces, Optional.empty());
            } catch (StoreException e) {
                Action action = e.failure().failureClass().action();
                boolean passing = action == Action.RETRY || action == Action.SLOW;
                if (!passing || failed >= RetryPolicy.CALLS.attemptsMax()) {
                    throw e;
                }
                client.env().tasks().sleep(RetryPolicy.CALLS.pause(failed, e.failure(),
                        client.env().entropy().nextFraction()));
            }
        }
    }

    private GcsObject compose(NewObject made, List<Piece> pieces, Optional<Checksum> expected)
            throws StoreException {
        StringBuilder sources = new StringBuilder(pieces.size() * 120).append('[');
        for (Piece each : pieces) {
            sources.append(sources.length() > 1 ? "," : "")
                    .append(new JsonObject().put("name", each.key()).put("generation", each.generation()).text());
        }
        String document = new JsonObject().putJson("destination", made.resource(expected.stream().toList()))
                .putJson("sourceObjects", sources.append(']')).text();
        // Whoever reads of a failure knows the object, not its parts.
        GcsRequest request = new GcsRequest(Operation.COMMIT, "POST", object.key(),
                client.paths().compose(made.key()))
                .condition(made.condition()).queryIfSaid("kmsKeyName", made.kmsKey())
                .query("fields", GcsObject.WRITTEN_FIELDS).json(document);
        return JsonReply.of(client, request, GcsObject::parse);
    }
}
