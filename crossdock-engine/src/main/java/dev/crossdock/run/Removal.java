package dev.crossdock.run;

import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.ledger.Candidates;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Deletes what only the target has, when that is certain: both listings are complete, a safeguard holds or was
/// lifted, the source does not have the object when it is asked for it, and what is deleted is what was listed.
final class Removal {

    private static final int AT_ONCE = 100;
    /// What may be deleted without being told: up to this many, or this share of what the target holds.
    private static final long FEW = 10;
    private static final long SHARE = 10;

    private final Env env;
    private final ObjectStore source;
    private final ObjectStore target;
    private final StopSwitch stop;
    private final Tally tally;

    Removal(Env env, ObjectStore source, ObjectStore target, StopSwitch stop, Tally tally) {
        this.env = env;
        this.source = source;
        this.target = target;
        this.stop = stop;
        this.tally = tally;
    }

    /// The reason not to delete, if there is one. Deletions have a fuse: a wrong prefix, a broken listing or foreign
    /// credentials look just like a source of which everything was deleted.
    ///
    /// | what | refused without a limit | with a limit |
    /// |---|---|---|
    /// | source without an object | EMPTY_SOURCE | as many as the limit |
    /// | anything failed in this run | DELETE_UNSURE | as many as the limit |
    /// | more than 10 and more than 10 % of the target | DELETE_LIMIT | as many as the limit |
    static Optional<Failure> refusal(String place, long extras, long targetObjects, long seenObjects,
            long failedObjects, OptionalLong limit) {
        if (extras == 0) {
            return Optional.empty();
        }
        if (limit.isPresent()) {
            return extras <= limit.getAsLong()
                    ? Optional.empty()
                    : refused(FailureCode.DELETE_LIMIT, place,
                            extras + " objects would be deleted, more than --delete-limit " + limit.getAsLong());
        }
        if (seenObjects == 0) {
            return refused(FailureCode.EMPTY_SOURCE, place,
                    "the source has no object at all, and all " + extras + " of the target would be deleted");
        }
        if (failedObjects > 0) {
            return refused(FailureCode.DELETE_UNSURE, place,
                    failedObjects + " objects failed, so " + extras + " are not deleted on what this run saw");
        }
        return extras > FEW && extras * SHARE > targetObjects
                ? refused(FailureCode.DELETE_LIMIT, place,
                        extras + " of " + targetObjects + " objects of the target would be deleted")
                : Optional.empty();
    }

    private static Optional<Failure> refused(FailureCode code, String place, String message) {
        return Optional.of(Failure.of(code, Operation.DELETE, place, message));
    }

    /// Deletes all candidates, several chunks at once.
    ///
    /// @throws StoreException if the candidates cannot be read back
    void execute(Candidates all, int workers, Recorder recorder) throws StoreException {
        var work = env.tasks().<List<Candidates.Candidate>>queue(workers);
        List<Task<Boolean>> tasks = new ArrayList<>(workers);
        for (int i = 0; i < workers; i++) {
            tasks.add(env.tasks().spawn("removal " + i, () -> {
                for (var some = work.take(); some.isPresent(); some = work.take()) {
                    if (!stop.stopped()) {
                        remove(some.get(), recorder);
                    }
                }
                return true;
            }));
        }
        try {
            for (var some = chunk(all); !some.isEmpty() && !stop.stopped(); some = chunk(all)) {
                work.put(some);
            }
        } finally {
            work.close();
            tasks.forEach(Task::join);
        }
    }

    private static List<Candidates.Candidate> chunk(Candidates all) throws StoreException {
        List<Candidates.Candidate> chunk = new ArrayList<>(AT_ONCE);
        while (chunk.size() < AT_ONCE) {
            Optional<Candidates.Candidate> next = all.next();
            if (next.isEmpty()) {
                break;
            }
            chunk.add(next.get());
        }
        return chunk;
    }

    private void remove(List<Candidates.Candidate> some, Recorder recorder) {
        List<Candidates.Candidate> absent = new ArrayList<>(some.size());
        List<Deletion> deletions = new ArrayList<>(some.size());
        for (Candidates.Candidate each : some) {
            try {
                if (source.stat(each.key()).isEmpty()) {
                    absent.add(each);
                    deletions.add(new Deletion(each.targetKey(), new Precondition.Version(each.version())));
                }
            } catch (StoreException e) {
                fail(each, e.failure(), recorder);
            }
        }
        if (absent.isEmpty()) {
            return;
        }
        try {
            List<Optional<Failure>> results = target.delete(deletions);
            for (int i = 0; i < absent.size(); i++) {
                settle(absent.get(i), results.get(i), recorder);
            }
        } catch (StoreException e) {
            absent.forEach(each -> fail(each, e.failure(), recorder));
        }
    }

    private void settle(Candidates.Candidate candidate, Optional<Failure> failure, Recorder recorder) {
        if (failure.isPresent()) {
            fail(candidate, failure.get(), recorder);
            return;
        }
        recorder.put(new Outcome.Removed(candidate.key(), candidate.targetKey(), candidate.sizeBytes(),
                candidate.version()), Optional.empty());
    }

    private void fail(Candidates.Candidate candidate, Failure failure, Recorder recorder) {
        tally.seen();
        recorder.put(new Outcome.Failed(candidate.key(), candidate.sizeBytes(), List.of(failure)), Optional.empty());
    }
}
