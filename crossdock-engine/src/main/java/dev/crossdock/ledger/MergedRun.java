package dev.crossdock.ledger;

import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.object.Keys;
import dev.crossdock.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Several runs as one; of equal keys, the one in the latest run stays.
final class MergedRun implements SortedRun {

    private record Head(Settled settled, SortedRun run, int age) {

        String key() {
            return settled.outcome().key();
        }
    }

    private final List<SortedRun> runs;
    private final PriorityQueue<Head> heads = new PriorityQueue<>(MergedRun::compare);

    /// @param runs the earliest one first; closed with this one
    MergedRun(List<? extends SortedRun> runs) throws StoreException {
        this.runs = new ArrayList<>(runs);
        for (int i = 0; i < runs.size(); i++) {
            advance(runs.get(i), i);
        }
    }

    @Override
    public Optional<Settled> next() throws StoreException {
        Head head = heads.poll();
        if (head == null) {
            return Optional.empty();
        }
        advance(head.run(), head.age());
        for (Head same = heads.peek(); same != null && same.key().equals(head.key()); same = heads.peek()) {
            heads.remove();
            advance(same.run(), same.age());
        }
        return Optional.of(head.settled());
    }

    @Override
    public void close() {
        for (SortedRun each : runs) {
            each.close();
        }
    }

    private void advance(SortedRun run, int age) throws StoreException {
        Optional<Settled> next = run.next();
        if (next.isPresent()) {
            heads.add(new Head(next.get(), run, age));
        }
    }

    private static int compare(Head a, Head b) {
        int keys = Keys.compare(a.key(), b.key());
        return keys != 0 ? keys : Integer.compare(b.age(), a.age());
    }
}
