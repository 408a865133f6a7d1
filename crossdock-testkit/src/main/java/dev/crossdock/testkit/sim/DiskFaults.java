package dev.crossdock.testkit.sim;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which operations of a disk are to fail, and how many there were: so that a test can loop over all of them.
public final class DiskFaults {

    private final Map<DiskOperation, Long> counts = new EnumMap<>(DiskOperation.class);
    private final List<Plan> plans = new ArrayList<>();
    private long operations;
    private long fired;

    DiskFaults() {}

    /// Operations since the disk was made.
    public long operations() {
        return operations;
    }

    /// Operations of one kind since the disk was made.
    public long operations(DiskOperation kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /// Operations that were made to fail.
    public long fired() {
        return fired;
    }

    /// Fails the `nth` operation from now (1 is the next) of any kind.
    public void failOnce(long nth, DiskFault fault) {
        plans.add(new Plan(EnumSet.allOf(DiskOperation.class), nth, fault, false));
    }

    /// Fails the `nth` operation from now (1 is the next) of one kind.
    public void failOnce(DiskOperation kind, long nth, DiskFault fault) {
        plans.add(new Plan(EnumSet.of(kind), nth, fault, false));
    }

    /// Fails the `nth` operation from now (1 is the next) among those of `kinds`, and all that follow.
    public void failFrom(Set<DiskOperation> kinds, long nth, DiskFault fault) {
        plans.add(new Plan(EnumSet.copyOf(kinds), nth, fault, true));
    }

    /// Nothing fails any more.
    public void clear() {
        plans.clear();
    }

    /// Counts an operation; the fault that hits it.
    Optional<DiskFault> count(DiskOperation kind) {
        operations++;
        counts.merge(kind, 1L, Long::sum);
        Optional<DiskFault> hit = Optional.empty();
        for (Iterator<Plan> each = plans.iterator(); each.hasNext();) {
            Plan plan = each.next();
            if (!plan.kinds.contains(kind)) {
                continue;
            }
            plan.left--;
            if (plan.left <= 0) {
                hit = Optional.of(plan.fault);
                if (!plan.forever) {
                    each.remove();
                }
            }
        }
        fired += hit.isPresent() ? 1 : 0;
        return hit;
    }

    static FileSystemException exception(DiskFault fault, Path path) {
        return new FileSystemException(path.toString(), null, fault.reason());
    }

    private static final class Plan {

        final Set<DiskOperation> kinds;
        final DiskFault fault;
        final boolean forever;
        long left;

        Plan(Set<DiskOperation> kinds, long nth, DiskFault fault, boolean forever) {
            if (nth < 1) {
                throw new IllegalArgumentException("operation " + nth + " from now");
            }
            this.kinds = kinds;
            this.left = nth;
            this.fault = fault;
            this.forever = forever;
        }
    }
}
