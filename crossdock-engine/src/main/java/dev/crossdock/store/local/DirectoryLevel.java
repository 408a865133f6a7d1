package dev.crossdock.store.local;

import dev.crossdock.object.Keys;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The entries of one directory, in the order of the keys in them: a directory sorts as its name and `/`, after files
/// such as `name-1` and `name.txt`. Whether an entry is a directory shows only when it is looked at, so entries are
/// taken in the order of plain names, and directories are put aside until everything before `name/` is through. Those
/// put aside are each a prefix of the next one (`a`, `a-`, `a--`), so a stack keeps them in order.
final class DirectoryLevel {

    private static final char REPLACEMENT = '\uFFFD';

    private final Path directory;
    private final String keyPrefix;
    private final List<String> names;
    private final ArrayDeque<Path> oddNames;
    private final ArrayDeque<String> deferred = new ArrayDeque<>();
    private int at;

    private DirectoryLevel(Path directory, String keyPrefix, List<String> names, ArrayDeque<Path> oddNames) {
        this.directory = directory;
        this.keyPrefix = keyPrefix;
        this.names = names;
        this.oddNames = oddNames;
    }

    /// Whose turn it is.
    enum Turn {
        /// A name that is no UTF-8.
        ODD_NAME,
        /// An entry that nobody looked at yet.
        ENTRY,
        /// A directory that was put aside.
        DIRECTORY,
        /// Nobody's.
        END
    }

    static DirectoryLevel of(List<Path> entries, Path directory, String keyPrefix, KeyWindow window) {
        List<String> names = new ArrayList<>(entries.size());
        ArrayDeque<Path> oddNames = new ArrayDeque<>();
        for (Path each : entries) {
            Path fileName = each.getFileName();
            if (fileName == null) {
                continue;
            }
            String name = fileName.toString();
            String key = keyPrefix + name;
            if (key.equals(LocalKeys.RESERVED) || !(window.holds(key) || window.reachesInto(key + '/'))) {
                continue;
            }
            if (exact(name, fileName)) {
                names.add(name);
            } else {
                oddNames.add(fileName);
            }
        }
        names.sort(Keys::compare);
        return new DirectoryLevel(directory, keyPrefix, names, oddNames);
    }

    /// Whether the text is the name: Java puts replacement characters where bytes make no sense.
    private static boolean exact(String name, Path fileName) {
        if (name.indexOf(REPLACEMENT) < 0) {
            return true;
        }
        try {
            return Path.of(name).equals(fileName);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    Path directory() {
        return directory;
    }

    Turn turn() {
        if (!oddNames.isEmpty()) {
            return Turn.ODD_NAME;
        }
        String directory = deferred.peek();
        if (at < names.size() && (directory == null || Keys.compare(names.get(at), directory) < 0)) {
            return Turn.ENTRY;
        }
        return directory == null ? Turn.END : Turn.DIRECTORY;
    }

    Path oddName() {
        return oddNames.element();
    }

    Path entry() {
        return directory.resolve(names.get(at));
    }

    String entryKey() {
        return keyPrefix + names.get(at);
    }

    /// Puts the present entry aside, which is a directory.
    ///
    /// @param wanted whether there is anything to look for in it
    void defer(boolean wanted) {
        if (wanted) {
            deferred.push(names.get(at) + '/');
        }
        at++;
    }

    Path deferredPath() {
        return directory.resolve(deferred.element());
    }

    String deferredKey() {
        return keyPrefix + deferred.element();
    }

    /// Is done with whoever's turn it is.
    void drop() {
        drop(turn());
    }

    void drop(Turn turn) {
        switch (turn) {
            case ODD_NAME -> oddNames.remove();
            case ENTRY -> at++;
            case DIRECTORY -> deferred.remove();
            case END -> {
            }
        }
    }
}
