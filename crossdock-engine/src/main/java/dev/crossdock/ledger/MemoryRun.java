package dev.crossdock.ledger;

import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.object.Keys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Outcomes in memory, encoded, since they take a third of the room so.
final class MemoryRun implements SortedRun {

    /// What an entry takes besides its key and its record, in bytes, about.
    private static final int ENTRY_BYTES = 112;

    /// A record, encoded, and what it is sorted by.
    private static final class Entry {

        private final String key;
        private final byte[] record;

        Entry(String key, byte[] record) {
            this.key = key;
            this.record = record;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final ByteWriter encoding = new ByteWriter(1 << 10);
    private final RecordDecoder decoder = new RecordDecoder();
    private long sizeBytes;
    private int at;

    /// Appends an outcome, which is later than those before.
    void add(Settled settled) {
        encoding.cut(0);
        RecordEncoder.encode(settled, encoding);
        byte[] record = new byte[encoding.size()];
        System.arraycopy(encoding.array(), 0, record, 0, record.length);
        String key = settled.outcome().key();
        entries.add(new Entry(key, record));
        sizeBytes += record.length + 2L * key.length() + ENTRY_BYTES;
    }

    int count() {
        return entries.size();
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /// Puts what was added in order, and drops all but the last of each key.
    void sort() {
        entries.sort((a, b) -> Keys.compare(a.key, b.key));
        int kept = 0;
        for (int i = 0; i < entries.size(); i++) {
            boolean last = i + 1 == entries.size() || !entries.get(i + 1).key.equals(entries.get(i).key);
            if (last) {
                entries.set(kept++, entries.get(i));
            }
        }
        entries.subList(kept, entries.size()).clear();
    }

    @Override
    public Optional<Settled> next() {
        if (at == entries.size()) {
            return Optional.empty();
        }
        byte[] record = entries.get(at++).record;
        try {
            return decoder.decode(record, 0, record.length).map(Settled.class::cast);
        } catch (UnreadableRecordException e) {
            throw new IllegalStateException("a record that was encoded here cannot be decoded", e);
        }
    }

    /// As they are encoded already.
    @Override
    public long writeTo(FrameWriter frames) throws IOException {
        long count = (long) entries.size() - at;
        while (at < entries.size()) {
            frames.add(entries.get(at++).record);
        }
        return count;
    }

    @Override
    public void close() {
        entries.clear();
        at = 0;
    }
}
