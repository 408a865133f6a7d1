package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.FileFacts;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Walks a tree depth first, in the order of keys. Holds the names of one directory per level; each entry is looked at
/// when its turn comes, so a file is listed with facts that are fresh, and one that is gone by then is not listed.
final class LocalListing implements Listing {

    private final Disk disk;
    private final LocalPaths paths;
    private final KeyWindow window;
    private final Optional<Consumer<Failure>> oddities;
    private final ArrayDeque<DirectoryLevel> levels = new ArrayDeque<>();
    private boolean started;
    private boolean failed;

    LocalListing(Disk disk, LocalPaths paths, ListOptions options, Optional<Consumer<Failure>> oddities) {
        this.disk = disk;
        this.paths = paths;
        this.window = new KeyWindow(options);
        this.oddities = oddities;
    }

    @Override
    public Optional<ObjectStat> next() throws StoreException {
        failed = true;
        if (!started) {
            start();
            started = true;
        }
        ObjectStat found = null;
        for (DirectoryLevel level = levels.peek(); level != null && found == null; level = levels.peek()) {
            found = step(level);
        }
        failed = false;
        return Optional.ofNullable(found);
    }

    @Override
    public boolean skip() {
        DirectoryLevel level = levels.peek();
        if (!failed || level == null) {
            return false;
        }
        failed = false;
        level.drop();
        return true;
    }

    @Override
    public void close() {
        levels.clear();
        started = true;
    }

    /// Enters the directory that the prefix begins with, without looking at those beside it.
    private void start() throws StoreException {
        String directories = window.directories();
        Path base = paths.ofDirectories(directories, Operation.LIST);
        try {
            if (!directories.isEmpty()) {
                paths.refuseLink(base, directories, Operation.LIST);
            }
            enter(base, directories);
        } catch (IOException e) {
            throw LocalFailures.of(e, Operation.LIST, base.toString());
        }
    }

    private void enter(Path directory, String keyPrefix) throws StoreException, IOException {
        try {
            levels.push(DirectoryLevel.of(disk.list(directory), directory, keyPrefix, window));
        } catch (NoSuchFileException e) {
            // It was removed since it was seen, which is as good as empty, unless it is the root.
            paths.checkRoot(Operation.LIST);
        } catch (NotDirectoryException e) {
            // It was replaced by a file since it was seen.
            if (keyPrefix.isEmpty()) {
                throw e;
            }
        }
    }

    /// Takes one step in a level.
    ///
    /// @return the next object, or null if the step led to none
    private @Nullable ObjectStat step(DirectoryLevel level) throws StoreException {
        Path place = level.directory();
        try {
            return switch (level.turn()) {
                case ODD_NAME -> {
                    reportName(level);
                    yield null;
                }
                case ENTRY -> {
                    place = level.entry();
                    yield look(level, place);
                }
                case DIRECTORY -> {
                    place = level.deferredPath();
                    String keyPrefix = level.deferredKey();
                    enter(place, keyPrefix);
                    level.drop(DirectoryLevel.Turn.DIRECTORY);
                    yield null;
                }
                case END -> {
                    levels.pop();
                    yield null;
                }
            };
        } catch (IOException e) {
            throw LocalFailures.of(e, Operation.LIST, place.toString());
        }
    }

    private @Nullable ObjectStat look(DirectoryLevel level, Path path) throws StoreException, IOException {
        Optional<FileFacts> facts = disk.stat(path);
        if (facts.isEmpty()) {
            level.drop();
            return null;
        }
        String key = level.entryKey();
        switch (facts.get().kind()) {
            case FILE -> {
                level.drop();
                return window.holds(key) ? LocalStore.stat(key, facts.get()) : null;
            }
            case DIRECTORY -> level.defer(window.reachesInto(key + '/'));
            case LINK, SPECIAL -> {
                if (window.holds(key)) {
                    report(paths.special(path.toString(), facts.get().kind(), Operation.LIST));
                }
                level.drop();
            }
        }
        return null;
    }

    private void reportName(DirectoryLevel level) throws StoreException {
        Path path = level.directory().resolve(level.oddName());
        report(LocalFailures.of(FailureCode.NAME_NOT_UTF8, Operation.LIST, path.toString(),
                "the name of the file is not valid UTF-8, so it can be no object"));
        level.drop();
    }

    private void report(StoreException oddity) throws StoreException {
        if (oddities.isEmpty()) {
            throw oddity;
        }
        oddities.get().accept(oddity.failure());
    }
}
