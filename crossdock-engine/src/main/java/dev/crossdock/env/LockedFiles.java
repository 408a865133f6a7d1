package dev.crossdock.env;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The files that this process holds a lock on. The kernel takes a process's lock on a file away as soon as the process
/// closes any opening of that file (POSIX `fcntl`), so other openings are only closed together with the one that holds
/// the lock.
final class LockedFiles {

    /// One for the process, as the kernel's locks are.
    static final LockedFiles OF_PROCESS = new LockedFiles();

    /// Closing may take a while, on a network filesystem: what is unrelated goes on.
    private static final int STRIPES = 64;

    private final List<Stripe> stripes = new ArrayList<>(STRIPES);

    LockedFiles() {
        for (int i = 0; i < STRIPES; i++) {
            stripes.add(new Stripe());
        }
    }

    /// Locks the file for `channel`.
    ///
    /// @param identity equal for all openings of the same file
    /// @return false if another process has locked it, or this one has, whatever the channel
    boolean tryLock(Object identity, FileChannel channel) throws IOException {
        return stripe(identity).tryLock(identity, channel);
    }

    /// Closes `channel`, at once or when the file's lock is given up.
    void close(Object identity, FileChannel channel) throws IOException {
        stripe(identity).close(identity, channel);
    }

    private Stripe stripe(Object identity) {
        int hash = identity.hashCode();
        return stripes.get((hash ^ hash >>> 16) & STRIPES - 1);
    }

    /// A locked file.
    ///
    /// @param holder of the lock
    /// @param waiting other channels that are closed as far as their owners are concerned
    private record Held(FileChannel holder, List<FileChannel> waiting) {}

    /// Locking and closing exclude each other, or a lock could be lost to a close that has just found the file
    /// unlocked.
    private static final class Stripe {

        private final Map<Object, Held> held = new HashMap<>();

        synchronized boolean tryLock(Object identity, FileChannel channel) throws IOException {
            if (held.containsKey(identity)) {
                return false;
            }
            try {
                if (channel.tryLock() == null) {
                    return false;
                }
            } catch (OverlappingFileLockException heldHere) {
                return false;
            }
            held.put(identity, new Held(channel, new ArrayList<>()));
            return true;
        }

        synchronized void close(Object identity, FileChannel channel) throws IOException {
            Held lock = held.get(identity);
            if (lock == null) {
                channel.close();
            } else if (lock.holder().equals(channel)) {
                held.remove(identity);
                lock.waiting().addFirst(channel);
                closeAll(lock.waiting());
            } else if (!lock.waiting().contains(channel)) {
                lock.waiting().add(channel);
            }
        }

        private static void closeAll(List<FileChannel> channels) throws IOException {
            IOException failed = null;
            for (FileChannel each : channels) {
                try {
                    each.close();
                } catch (IOException e) {
                    failed = failed == null ? e : failed;
                }
            }
            if (failed != null) {
                throw failed;
            }
        }
    }
}
