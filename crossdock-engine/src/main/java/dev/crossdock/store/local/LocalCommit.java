package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.Env;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.Permits;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Gives a finished and durable temporary file its final name, in one step, if the precondition holds. Within one
/// store, those who change the same key take turns, so that looking and acting are one.
final class LocalCommit {

    private static final int TURNS = 64;

    private final Disk disk;
    private final LocalPaths paths;
    private final Temporaries temporaries;
    private final ChangeTimes times;
    private final UnsettledNames names;
    private final Spelling spelling;
    private final List<Permits> turns;

    LocalCommit(Env env, LocalPaths paths, Temporaries temporaries, UnsettledNames names) {
        this.disk = paths.disk();
        this.paths = paths;
        this.temporaries = temporaries;
        this.times = new ChangeTimes(env.tasks(), disk);
        this.names = names;
        this.spelling = new Spelling(disk, paths);
        this.turns = Stream.generate(() -> env.tasks().permits(1)).limit(TURNS).toList();
    }

    /// Moves `temporary` to `key`. When this throws, `temporary` is where it was, and `key` as it was.
    ///
    /// @return version of the object that is there now, or an empty string if that cannot be told
    String move(Path temporary, String key, Precondition precondition) throws StoreException, IOException {
        Permits turn = turn(key);
        turn.acquire(1);
        try {
            return moveAlone(temporary, key, precondition);
        } finally {
            turn.release(1);
        }
    }

    private String moveAlone(Path temporary, String key, Precondition precondition) throws StoreException, IOException {
        Path target = paths.of(key, Operation.COMMIT);
        FileFacts file = facts(temporary);
        paths.createParents(key, names);
        if (temporaries.folds()) {
            spelling.check(key);
        }
        Optional<FileFacts> present = occupant(key, target);
        if (present.isPresent() && !file.changed().isAfter(present.get().changed())
                && !(precondition instanceof Precondition.Absent)) {
            times.pass(present.get().changed(), temporary, file.modified());
            present = occupant(key, target);
        }
        switch (precondition) {
            case Precondition.Absent _ -> {
                refuseIf(present.isPresent(), key, "there is an object already");
                link(temporary, target, key);
            }
            case Precondition.Version expected -> {
                // Another process that replaces the file between this look and the rename goes unnoticed: no
                // filesystem offers a rename on condition. Nothing is done in between.
                refuseIf(!hasVersion(present, expected), key, "the object is not version " + expected.version());
                disk.rename(temporary, target);
            }
            case Precondition.None _ -> disk.rename(temporary, target);
        }
        names.changed(LocalPaths.parent(target));
        return version(target, file);
    }

    /// Naming a file changes it, so its version is what it is afterwards. The object is there whatever happens here.
    private String version(Path target, FileFacts file) {
        try {
            return disk.stat(target).filter(now -> same(now, file)).map(FileFacts::version).orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /// Whether no other process has replaced the file or written to it.
    private static boolean same(FileFacts now, FileFacts file) {
        return now.identity().equals(file.identity()) && now.sizeBytes() == file.sizeBytes()
                && now.modified().equals(file.modified());
    }

    /// Removes the file at `key`, if it is the one expected.
    void remove(String key, Precondition precondition) throws StoreException, IOException {
        Permits turn = turn(key);
        turn.acquire(1);
        try {
            removeAlone(key, precondition);
        } finally {
            turn.release(1);
        }
    }

    private void removeAlone(String key, Precondition precondition) throws StoreException, IOException {
        Path target = paths.of(key, Operation.DELETE);
        Optional<FileFacts> first = paths.file(key, target, Operation.DELETE);
        if (first.isEmpty()) {
            return;
        }
        times.pass(first.get().changed(), temporaries.prepare().lock(), first.get().changed());
        Optional<FileFacts> present = paths.file(key, target, Operation.DELETE);
        if (precondition instanceof Precondition.Version expected && !hasVersion(present, expected)) {
            throw LocalFailures.of(FailureCode.CONFLICT, Operation.DELETE, paths.where(key),
                    "the object is not version " + expected.version());
        }
        disk.delete(target);
        names.changed(LocalPaths.parent(target));
    }

    private Permits turn(String key) {
        return turns.get(Math.floorMod(key.hashCode(), TURNS));
    }

    private FileFacts facts(Path temporary) throws IOException {
        Optional<FileFacts> facts = disk.stat(temporary);
        if (facts.isEmpty()) {
            throw new NoSuchFileException(temporary.toString());
        }
        return facts.get();
    }

    private Optional<FileFacts> occupant(String key, Path target) throws StoreException, IOException {
        Optional<FileFacts> facts = disk.stat(target);
        if (facts.isEmpty()) {
            return facts;
        }
        return switch (facts.get().kind()) {
            case FILE -> facts;
            case DIRECTORY -> throw LocalFailures.of(FailureCode.KEY_CONFLICT, Operation.COMMIT, paths.where(key),
                    "there is a directory of that name");
            case LINK, SPECIAL -> throw paths.special(paths.where(key), facts.get().kind(), Operation.COMMIT);
        };
    }

    private void link(Path temporary, Path target, String key) throws StoreException, IOException {
        try {
            disk.link(temporary, target);
        } catch (FileAlreadyExistsException e) {
            throw conflict(key, "there is an object already");
        }
        try {
            disk.delete(temporary);
        } catch (IOException e) {
            // The object is complete and visible; a second name among the temporary files does no harm.
        }
    }

    private static boolean hasVersion(Optional<FileFacts> present, Precondition.Version expected) {
        return present.isPresent() && present.get().version().equals(expected.version());
    }

    private void refuseIf(boolean refused, String key, String why) throws StoreException {
        if (refused) {
            throw conflict(key, why);
        }
    }

    private StoreException conflict(String key, String why) {
        return LocalFailures.of(FailureCode.CONFLICT, Operation.COMMIT, paths.where(key), why);
    }
}
