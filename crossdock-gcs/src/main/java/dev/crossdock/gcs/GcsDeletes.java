package dev.crossdock.gcs;

import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Deletes, by the hundred, each on its own condition. A service that knows no batches is asked one by one.
final class GcsDeletes {

    /// What a delete means.
    enum Manner {
        /// The object that the key holds now, on a condition; a bucket with versions keeps it as an older one.
        LIVE,
        /// One generation, and for good.
        GENERATION
    }

    /// Cloud Storage documentation, "Batch requests".
    private static final int BATCH_MAX = 100;

    private final String store;
    private final GcsClient client;
    private final GcsStats stats;
    private final Manner manner;
    private final AtomicBoolean batches = new AtomicBoolean(true);

    GcsDeletes(String store, GcsClient client, GcsStats stats, Manner manner) {
        this.store = store;
        this.client = client;
        this.stats = stats;
        this.manner = manner;
    }

    /// Deletes objects of others, none of the reserved prefix.
    List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException {
        List<Optional<Failure>> results = new ArrayList<>(deletions.size());
        List<Deletion> fit = new ArrayList<>(deletions.size());
        List<Integer> places = new ArrayList<>(deletions.size());
        for (int i = 0; i < deletions.size(); i++) {
            Optional<Failure> unfit = unfit(deletions.get(i));
            results.add(unfit);
            if (unfit.isEmpty()) {
                fit.add(deletions.get(i));
                places.add(i);
            }
        }
        List<Optional<Failure>> done = deleteAny(fit);
        for (int i = 0; i < done.size(); i++) {
            results.set(places.get(i), done.get(i));
        }
        return results;
    }

    private Optional<Failure> unfit(Deletion deletion) {
        try {
            GcsKeys.check(store, deletion.key(), Operation.DELETE);
            Versions.requireGeneration(client.failures(), Operation.DELETE, deletion.key(), deletion.precondition());
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e.failure());
        }
    }

    /// Deletes any objects, those under the reserved prefix, too.
    ///
    /// @throws StoreException if nothing is known of any of them
    List<Optional<Failure>> deleteAny(List<Deletion> deletions) throws StoreException {
        List<Optional<Failure>> results = new ArrayList<>(deletions.size());
        for (int at = 0; at < deletions.size(); at += BATCH_MAX) {
            List<Deletion> some = deletions.subList(at, Math.min(deletions.size(), at + BATCH_MAX));
            try {
                results.addAll(some.size() == 1 || !batches.get() ? oneByOne(some) : together(some));
            } catch (StoreException e) {
                if (at == 0) {
                    throw e;
                }
                // Of earlier ones it is known what became of them.
                for (Deletion each : some) {
                    results.add(Optional.of(of(each, e.failure())));
                }
            }
        }
        return results;
    }

    private List<Optional<Failure>> oneByOne(List<Deletion> deletions) {
        List<Optional<Failure>> results = new ArrayList<>(deletions.size());
        for (Deletion each : deletions) {
            results.add(one(each));
        }
        return results;
    }

    private Optional<Failure> one(Deletion deletion) {
        try {
            client.send(request(deletion)).close();
            return Optional.empty();
        } catch (StoreException e) {
            return settled(deletion, e.failure());
        }
    }

    private GcsRequest request(Deletion deletion) {
        GcsRequest request = new GcsRequest(Operation.DELETE, "DELETE", deletion.key(),
                client.paths().object(deletion.key()));
        return manner == Manner.GENERATION && deletion.precondition() instanceof Precondition.Version(String version)
                ? request.query("generation", version)
                : request.condition(deletion.precondition());
    }

    private List<Optional<Failure>> together(List<Deletion> deletions) throws StoreException {
        DeleteBatch batch = new DeleteBatch(client, deletions.stream().map(this::request).toList());
        List<Optional<Refusal>> answers;
        try {
            answers = batch.send();
        } catch (StoreException e) {
            if (e.code() != FailureCode.UNSUPPORTED && e.code() != FailureCode.GONE) {
                throw e;
            }
            batches.set(false);
            return oneByOne(deletions);
        }
        List<Optional<Failure>> results = new ArrayList<>(deletions.size());
        for (int i = 0; i < deletions.size(); i++) {
            Deletion deletion = deletions.get(i);
            Optional<Failure> failure = answers.get(i)
                    .map(refusal -> client.failures().refused(Operation.DELETE, deletion.key(), refusal));
            results.add(failure.isEmpty() ? failure : settled(deletion, failure.get()));
        }
        return results;
    }

    /// What is gone counts as deleted, also if another version was meant.
    private Optional<Failure> settled(Deletion deletion, Failure failure) {
        if (failure.code() == FailureCode.GONE) {
            return Optional.empty();
        }
        if (failure.code() != FailureCode.CONFLICT || !(deletion.precondition() instanceof Precondition.Version)) {
            return Optional.of(failure);
        }
        try {
            return stats.present(Operation.DELETE, deletion.key(), GcsObject.WRITTEN_FIELDS).map(there -> failure);
        } catch (StoreException e) {
            return Optional.of(failure);
        }
    }

    private Failure of(Deletion deletion, Failure whole) {
        return new Failure(whole.code(), whole.operation(), GcsKeys.where(store, deletion.key()), whole.message(),
                whole.answer(), whole.retryAfter());
    }
}
