package dev.crossdock.gcs;

import dev.crossdock.store.FailureClass.Action;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.RetryPolicy;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;

/// Copies within the service, whichever classes, places and keys are between. What takes long is done in several
/// requests, each with the token of the one before; only the last makes anything visible. Source: JSON API reference,
/// "Objects: rewrite".
final class GcsCopies {

    private static final String FIELDS = "done,rewriteToken,totalBytesRewritten,resource(" + GcsObject.WRITTEN_FIELDS
            + ')';

    private final GcsClient client;
    private final GcsPaths source;

    /// @param source paths of the bucket that is copied from
    GcsCopies(GcsClient client, GcsPaths source) {
        this.client = client;
        this.source = source;
    }

    /// Copies a generation. Without attributes in `options` the copy keeps those of the source.
    Written copy(String sourceKey, String generation, String key, WriteOptions options) throws StoreException {
        GcsFailures failures = client.failures();
        Versions.requireGeneration(failures, Operation.COPY, key, generation, FailureCode.SOURCE_CHANGED);
        NewObject object = NewObject.of(client, Operation.COPY, key, options);
        String document = '{' + object.resource() + '}';
        String token = "";
        long rewritten = 0;
        int failed = 0;
        while (true) {
            try {
                RewriteStep step = step(sourceKey, generation, object, document, token);
                if (step.object().isPresent()) {
                    return step.object().get().written();
                }
                failed = step.rewrittenBytes() > rewritten ? 0 : failed + 1;
                if (failed > RetryPolicy.CALLS.attemptsMax()) {
                    throw failures.ours(Operation.COPY, key, FailureCode.SERVER_ERROR,
                            "the copy does not get beyond " + rewritten + " bytes");
                }
                rewritten = step.rewrittenBytes();
                token = step.token();
            } catch (StoreException e) {
                failed++;
                pauseOrThrow(token, failed, e);
            }
        }
    }

    private RewriteStep step(String sourceKey, String generation, NewObject object, String document, String token)
            throws StoreException {
        GcsRequest request = new GcsRequest(Operation.COPY, "POST", object.key(),
                client.paths().rewrite(source, sourceKey, object.key()))
                .pin("sourceGeneration", generation).query("ifSourceGenerationMatch", generation)
                .condition(object.condition()).queryIfSaid("destinationKmsKeyName", object.kmsKey())
                .queryIfSaid("rewriteToken", token).query("fields", FIELDS).json(document);
        return JsonReply.of(client, request, RewriteStep::parse);
    }

    /// A step on the way is repeated here, because terabytes may be behind it; the first one by whoever asked.
    private void pauseOrThrow(String token, int failed, StoreException e) throws StoreException {
        Action action = e.failure().failureClass().action();
        boolean passing = action == Action.RETRY || action == Action.SLOW;
        if (token.isEmpty() || !passing || failed >= RetryPolicy.CALLS.attemptsMax()) {
            throw e;
        }
        client.env().tasks()
                .sleep(RetryPolicy.CALLS.pause(failed, e.failure(), client.env().entropy().nextFraction()));
    }
}
