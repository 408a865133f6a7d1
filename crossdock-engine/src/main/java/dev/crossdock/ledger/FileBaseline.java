package dev.crossdock.ledger;

import dev.crossdock.env.Disk;
import dev.crossdock.env.Env;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.object.Keys;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The baseline of a pair in `pairs/PAIR/baseline`; docs/journal-format.md has the layout.
///
/// As long as entries are retained just as the present edition has them, they are only counted: a run that changes
/// nothing writes nothing. From the first one that is left out on, what is retained goes to a file.
final class FileBaseline implements Baseline {

    private static final String FILE = "baseline";
    private static final String SCRATCH = FILE + ".next-";

    /// How many entries may be read and not yet retained before they are taken to be left out.
    private static final int AHEAD_MAX = 1_024;

    private final Env env;
    private final Disk disk;
    private final Path directory;
    private final Pair pair;
    private final String software;
    private final EditionReader present;
    private final ArrayDeque<Entry> ahead = new ArrayDeque<>();
    private final ScratchFiles retaining;
    private final ScratchFiles proving;
    private final SettledSorter sorter;
    private @Nullable EditionWriter retained;
    private String lastRetained = "";
    private long unchanged;
    private long provenCount;

    FileBaseline(Env env, Path directory, Pair pair, String software, SortBudget budget) {
        this.env = env;
        this.disk = env.disk();
        this.directory = directory;
        this.pair = pair;
        this.software = software;
        this.present = EditionReader.open(disk, directory.resolve(FILE), pair, JournalFile.SEALED);
        this.retaining = new ScratchFiles(env, directory, SCRATCH);
        this.proving = new ScratchFiles(env, directory, SCRATCH);
        this.sorter = new SettledSorter(disk, proving, budget);
    }

    @Override
    public Optional<Entry> next() throws StoreException {
        Optional<Settled> next = present.next();
        if (next.isEmpty() || !(next.get().outcome() instanceof Outcome.Delivered entry)) {
            return Optional.empty();
        }
        Entry told = new Entry(entry.key(), entry.receipt());
        if (retained == null) {
            ahead.add(told);
            if (ahead.size() > AHEAD_MAX) {
                beginRetained();
            }
        }
        return Optional.of(told);
    }

    @Override
    public void retain(String key, Receipt receipt) throws StoreException {
        if (!lastRetained.isEmpty() && Keys.compare(lastRetained, key) >= 0) {
            throw new IllegalArgumentException("retained " + key + " after " + lastRetained);
        }
        lastRetained = key;
        if (retained == null) {
            Entry expected = ahead.poll();
            if (expected != null && expected.key().equals(key) && expected.receipt().equals(receipt)) {
                unchanged++;
                return;
            }
        }
        try {
            beginRetained().add(entry(key, receipt));
        } catch (IOException e) {
            throw LedgerFailure.io(directory, "writing a baseline", e);
        }
    }

    @Override
    public void proven(String key, Receipt receipt) throws StoreException {
        provenCount++;
        sorter.add(entry(key, receipt));
    }

    @Override
    public void commit() throws StoreException {
        if (present.newer() || nothingChanged()) {
            return;
        }
        try (EditionWriter next = nextEdition()) {
            next.seal();
            disk.rename(next.path(), next.path().resolveSibling(FILE));
            disk.forceDirectory(disk.resolveLinks(directory));
        } catch (IOException e) {
            throw LedgerFailure.io(directory, "writing a baseline", e);
        }
    }

    @Override
    public boolean damaged() {
        return present.damaged();
    }

    @Override
    public void close() {
        if (retained != null) {
            retained.close();
        }
        sorter.close();
        present.close();
        retaining.close();
        proving.close();
    }

    private boolean nothingChanged() {
        return provenCount == 0 && retained == null && ahead.isEmpty() && present.whole();
    }

    /// What is retained already has the form of an edition, so it is one, unless something is to be merged into it.
    private EditionWriter nextEdition() throws IOException, StoreException {
        if (provenCount == 0) {
            return beginRetained();
        }
        EditionWriter next = create("merged");
        try (SortedRun entries = retainedAndProven()) {
            next.addAll(entries);
            return next;
        } catch (IOException | StoreException | RuntimeException e) {
            next.close();
            throw e;
        }
    }

    private SortedRun retainedAndProven() throws IOException, StoreException {
        SortedRun proven = sorter.finish();
        EditionWriter written = retained;
        if (written != null) {
            written.write();
            EditionReader rest = EditionReader.open(disk, written.path(), pair, JournalFile.OPEN);
            return new MergedRun(List.of(rest, proven));
        }
        return unchanged == 0 ? proven : new MergedRun(List.of(present.again(unchanged), proven));
    }

    /// Begins the file of what is retained with what was only counted so far, unless that was done before.
    private EditionWriter beginRetained() throws StoreException {
        EditionWriter written = retained;
        if (written != null) {
            return written;
        }
        try {
            written = create("retained");
            retained = written;
            ahead.clear();
            if (unchanged > 0) {
                written.addAll(present.again(unchanged));
            }
            return written;
        } catch (IOException e) {
            throw LedgerFailure.io(directory, "writing a baseline", e);
        }
    }

    private EditionWriter create(String name) throws IOException {
        return EditionWriter.create(disk, retaining.file(name), pair, env.clock().now(), software);
    }

    private static Settled entry(String key, Receipt receipt) {
        return new Settled(new Outcome.Delivered(key, key, receipt, 1), Optional.empty());
    }
}
