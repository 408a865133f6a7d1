package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Removes what killed processes have left of objects that they were writing. Uploads stay: their tokens reopen them.
final class DeadSessions {

    private final Disk disk;
    private final Path directory;

    DeadSessions(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /// Removes the files of all sessions whose process is gone. What fails is left to the next time.
    ///
    /// @param own id of the session that does this
    void sweep(String own) {
        for (Map.Entry<String, List<Path>> each : temporariesBySession().entrySet()) {
            if (!each.getKey().equals(own)) {
                sweep(Session.lock(directory, each.getKey()), each.getValue());
            }
        }
    }

    private Map<String, List<Path>> temporariesBySession() {
        Map<String, List<Path>> found = new TreeMap<>();
        try {
            for (Path each : disk.list(directory)) {
                String name = String.valueOf(each.getFileName());
                String session = Session.of(name);
                if (session.isEmpty()) {
                    continue;
                }
                List<Path> temporaries = found.computeIfAbsent(session, _ -> new ArrayList<>());
                if (Session.isTemporary(name)) {
                    temporaries.add(each);
                }
            }
        } catch (IOException e) {
            // The write that comes next tells what is wrong, if it concerns it.
        }
        return found;
    }

    /// A session has its lock before its first temporary file. So one whose lock is gone, after its temporary file was
    /// seen, has ended.
    private void sweep(Path lock, List<Path> temporaries) {
        try {
            Optional<FileFacts> facts = disk.stat(lock);
            if (facts.isEmpty()) {
                delete(temporaries);
            } else if (facts.get().kind() == FileFacts.Kind.FILE) {
                sweepIfFree(lock, temporaries);
            }
        } catch (IOException e) {
            // Somebody else's, or a failing disk, of which the next write tells.
        }
    }

    private void sweepIfFree(Path lock, List<Path> temporaries) throws IOException {
        try (DiskFile file = disk.open(lock, OpenMode.READ_WRITE)) {
            if (file.tryLock()) {
                delete(temporaries);
                disk.delete(lock);
            }
        } catch (NoSuchFileException e) {
            delete(temporaries);
        }
    }

    private void delete(List<Path> temporaries) throws IOException {
        for (Path each : temporaries) {
            disk.delete(each);
        }
    }
}
