package dev.crossdock.testkit.sim;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.SplittableRandom;

/// One direction of a connection: segments of bytes, each with the time of its arrival.
final class Pipe {

    private static final int CAPACITY = 64 * 1024;

    private final Scheduler scheduler;
    private final SplittableRandom random;
    private final SimLink link;
    private final LinkFaults faults;
    private final long resetAfter;
    private final long silentAfter;
    private final int dripBytes;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private long accepted;
    private int underWay;
    private long lastArrival;
    private boolean broken;
    private boolean ended;
    private boolean silenced;
    private boolean abandoned;

    private Pipe(Scheduler scheduler, SplittableRandom random, SimLink link, LinkFaults faults, long resetAfter,
            long silentAfter, int dripBytes) {
        this.scheduler = scheduler;
        this.random = random;
        this.link = link;
        this.faults = faults;
        this.resetAfter = resetAfter;
        this.silentAfter = silentAfter;
        this.dripBytes = dripBytes;
    }

    static Pipe toServer(Scheduler scheduler, SplittableRandom random, SimLink link, LinkFaults faults) {
        return new Pipe(scheduler, random, link, faults, link.resetAfterSent(), SimLink.NEVER, Integer.MAX_VALUE);
    }

    static Pipe toClient(Scheduler scheduler, SplittableRandom random, SimLink link, LinkFaults faults) {
        return new Pipe(scheduler, random, link, faults, link.resetAfterReceived(), link.silentAfterReceived(),
                link.dripBytes());
    }

    boolean writable() {
        return broken || abandoned || underWay < CAPACITY;
    }

    /// Nobody will take what is written.
    boolean refuses() {
        return broken || abandoned;
    }

    /// Accepts some bytes.
    ///
    /// @return whether the connection is to be reset now
    boolean accept(ByteBuffer from) {
        long most = Math.min(CAPACITY - underWay, resetAfter - accepted);
        int count = (int) Math.min(from.remaining(), most);
        while (count > 0) {
            int piece = Math.min(count, dripBytes);
            byte[] bytes = new byte[piece];
            from.get(bytes);
            deliver(bytes);
            count -= piece;
        }
        if (accepted < resetAfter) {
            return false;
        }
        faults.resets++;
        return true;
    }

    private void deliver(byte[] bytes) {
        long heard = Math.min(bytes.length, Math.max(0, silentAfter - accepted));
        accepted += bytes.length;
        if (accepted >= silentAfter && !silenced) {
            silenced = true;
            faults.silences++;
        }
        if (heard > 0) {
            segments.addLast(new Segment(ByteBuffer.wrap(bytes, 0, (int) heard), arrival()));
            underWay += (int) heard;
        }
    }

    private long arrival() {
        long spread = link.latencyMax().minus(link.latencyMin()).toNanos();
        long earliest = scheduler.nanos() + link.latencyMin().toNanos() + random.nextLong(spread + 1);
        long drip = dripBytes == Integer.MAX_VALUE ? 0 : link.dripEvery().toNanos();
        lastArrival = Math.max(earliest, lastArrival + drip);
        return lastArrival;
    }

    /// The writer is done: the end arrives after all that was written.
    void end() {
        if (!ended) {
            ended = true;
            lastArrival = arrival();
        }
    }

    /// The reader is gone.
    void abandon() {
        abandoned = true;
        segments.clear();
        underWay = 0;
    }

    void breakOff() {
        broken = true;
    }

    /// Something has arrived or will, or never can.
    boolean promising() {
        return !segments.isEmpty() || broken || (ended && !silenced);
    }

    /// When the next bytes or the end arrive, if [#promising].
    long nextArrival() {
        Segment first = segments.peekFirst();
        if (first != null) {
            return first.arrival;
        }
        return broken ? scheduler.nanos() : lastArrival;
    }

    boolean brokenAndDrained() {
        return broken && segments.isEmpty();
    }

    /// Takes what has arrived, mostly all that fits: -1 at the end.
    int take(ByteBuffer into) {
        Segment first = segments.peekFirst();
        if (first == null) {
            return -1;
        }
        int most = Math.min(into.remaining(), first.bytes.remaining());
        int count = random.nextInt(8) == 0 ? 1 + random.nextInt(most) : most;
        into.put(into.position(), first.bytes, first.bytes.position(), count);
        into.position(into.position() + count);
        first.bytes.position(first.bytes.position() + count);
        underWay -= count;
        if (!first.bytes.hasRemaining()) {
            segments.removeFirst();
        }
        return count;
    }

    private record Segment(ByteBuffer bytes, long arrival) {}
}
