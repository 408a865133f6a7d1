package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Looks after names on filesystems that take different ones for the same (`A` and `a`, or two Unicode forms of one
/// letter): what is at a path there need not be spelled as the key is, and would not be listed under it.
final class Spelling {

    private static final int KNOWN_MOST = 10_000;

    private final Disk disk;
    private final LocalPaths paths;
    private final Set<Path> known = ConcurrentHashMap.newKeySet();

    Spelling(Disk disk, LocalPaths paths) {
        this.disk = disk;
        this.paths = paths;
    }

    /// Checks that every directory above a key, and whatever is at the key itself, is spelled exactly so.
    ///
    /// @throws StoreException KEY_COLLISION if the filesystem has it under another spelling
    void check(String key) throws StoreException, IOException {
        for (int end = key.indexOf('/'); end >= 0; end = key.indexOf('/', end + 1)) {
            Path directory = paths.of(key.substring(0, end), Operation.COMMIT);
            if (!known.contains(directory)) {
                checkExact(directory, key);
                remember(directory);
            }
        }
        checkExact(paths.of(key, Operation.COMMIT), key);
    }

    private void checkExact(Path path, String key) throws StoreException, IOException {
        if (disk.stat(path).isPresent() && !listed(path)) {
            throw LocalFailures.of(FailureCode.KEY_COLLISION, Operation.COMMIT, paths.where(key),
                    "this filesystem takes " + path.getFileName() + " for a name that is there in another spelling");
        }
    }

    private boolean listed(Path path) throws IOException {
        try {
            String name = String.valueOf(path.getFileName());
            for (Path each : disk.list(LocalPaths.parent(path))) {
                if (String.valueOf(each.getFileName()).equals(name)) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException e) {
            // Gone since it was looked at: nothing is in the way any more.
            return true;
        }
    }

    private void remember(Path directory) {
        if (known.size() < KNOWN_MOST) {
            known.add(directory);
        }
    }
}
