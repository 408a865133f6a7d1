package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Directories whose names may not be durable yet.
///
/// A mark is taken away only after the directory was forced and only if nothing was marked meanwhile, so any number of
/// writers may mark and settle at once: what was marked before [#settle] began is durable when it returns.
final class UnsettledNames {

    /// Bounds the memory for directories known to have been marked; beyond it they are marked again.
    private static final int FOUND_MAX = 65_536;

    private final Disk disk;
    private final ConcurrentHashMap<Path, Long> unsettled = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Path, Boolean> found = new ConcurrentHashMap<>();
    private final AtomicLong marks = new AtomicLong();
    private final AtomicReference<@Nullable IOException> failed = new AtomicReference<>();

    UnsettledNames(Disk disk) {
        this.disk = disk;
    }

    /// A name in `directory` was added or removed.
    void changed(Path directory) {
        unsettled.put(directory, marks.incrementAndGet());
    }

    /// `directory` is about to be used. Whoever created it, this process or one that died, may not have forced its
    /// name, so each is settled once.
    void found(Path directory) {
        if (found.containsKey(directory)) {
            return;
        }
        changed(LocalPaths.parent(directory));
        if (found.size() >= FOUND_MAX) {
            found.clear();
        }
        found.put(directory, Boolean.TRUE);
    }

    /// Makes all names that are marked durable.
    ///
    /// @throws IOException also at every later call: after a failed force the kernel may report success for names that
    ///     it has dropped
    void settle() throws IOException {
        IOException before = failed.get();
        if (before != null) {
            throw before;
        }
        for (Map.Entry<Path, Long> each : unsettled.entrySet()) {
            Long mark = each.getValue();
            force(each.getKey());
            unsettled.remove(each.getKey(), mark);
        }
    }

    private void force(Path directory) throws IOException {
        try {
            disk.forceDirectory(directory);
        } catch (NoSuchFileException e) {
            // Someone removed the directory, and with it the names that were to be durable.
            return;
        } catch (IOException e) {
            failed.compareAndSet(null, e);
            throw e;
        }
    }
}
