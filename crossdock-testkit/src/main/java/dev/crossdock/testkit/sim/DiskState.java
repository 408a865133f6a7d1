package dev.crossdock.testkit.sim;

import dev.crossdock.env.FileFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The two images of a disk and the changes between them.
final class DiskState {

    private final DiskImage seen;
    private final DiskImage durable;
    private final List<Pending> pending = new ArrayList<>();
    private final Map<Long, Object> locks = new HashMap<>();
    private SplittableRandom random = new SplittableRandom(0);
    private @Nullable Scheduler scheduler;
    private @Nullable SimClock clock;
    private int process;
    private long lastNode = DiskImage.ROOT;

    DiskState(DiskImage durable) {
        this.durable = durable;
        this.seen = durable.copy();
    }

    void attach(Scheduler ofProcess, SimClock clockOfProcess, SplittableRandom randomOfProcess) {
        scheduler = ofProcess;
        clock = clockOfProcess;
        random = randomOfProcess;
        locks.clear();
        process++;
    }

    DiskState crash(CrashMode mode, Crash crash) {
        List<Change> unforced = new ArrayList<>(pending.size());
        for (Pending each : pending) {
            unforced.add(each.change);
        }
        DiskImage left = durable.copy();
        crash.keep(mode, unforced, left);
        DiskState crashed = new DiskState(left);
        crashed.lastNode = lastNode;
        return crashed;
    }

    DiskImage seen() {
        return seen;
    }

    /// Which process uses the disk, to tell files that an earlier one had open.
    int process() {
        return process;
    }

    int unforcedChanges() {
        return pending.size();
    }

    void step(String operation) {
        if (scheduler != null) {
            scheduler.step(operation);
        }
    }

    Instant now() {
        return clock == null ? Instant.EPOCH : clock.trueTime();
    }

    long newNode() {
        return ++lastNode;
    }

    void change(Change change) {
        change.applyTo(seen);
        pending.add(new Pending(change));
    }

    void stamp(long node, FileFacts.Kind kind) {
        Instant now = now();
        new Change.Touch(node, kind, now, now).applyTo(seen);
        pending.add(new Pending(new Change.Touch(node, kind, now, now)));
    }

    /// Makes the changes of a node durable; after a fault, never those made before it.
    void force(long node, Optional<DiskFault> fault, Path path) throws IOException {
        List<Pending> left = new ArrayList<>(pending.size());
        for (Pending each : pending) {
            if (!each.change.forcedBy(node) || each.dropped) {
                left.add(each);
            } else if (fault.isPresent()) {
                each.dropped = true;
                left.add(each);
            } else {
                each.change.applyTo(durable);
            }
        }
        pending.clear();
        pending.addAll(left);
        if (fault.isPresent()) {
            throw DiskFaults.exception(fault.get(), path);
        }
    }

    void forceAll() {
        for (Pending each : pending) {
            each.change.applyTo(durable);
        }
        pending.clear();
    }

    /// How much of a failing write is done.
    int part(int length) {
        return random.nextInt(length + 1);
    }

    /// How much a read yields: mostly all, at times less.
    int readable(int most) {
        return random.nextInt(8) == 0 ? 1 + random.nextInt(most) : most;
    }

    void shuffle(List<Path> entries) {
        for (int i = entries.size() - 1; i > 0; i--) {
            Collections.swap(entries, i, random.nextInt(i + 1));
        }
    }

    boolean lock(long node, Object holder) {
        return locks.putIfAbsent(node, holder) == null;
    }

    void unlock(long node, Object holder) {
        locks.remove(node, holder);
    }

    private static final class Pending {

        final Change change;
        boolean dropped;

        Pending(Change change) {
            this.change = change;
        }
    }
}
