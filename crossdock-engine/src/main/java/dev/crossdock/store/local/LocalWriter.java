package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.store.BodyProof;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// Writes bodies to temporary files, digesting what it hands to the filesystem.
final class LocalWriter {

    /// What is digested with when nobody asks for anything: the cheapest that tells flipped bits for sure.
    static final Algorithm OTHERWISE = Algorithm.CRC32C;

    private final Disk disk;
    private final LocalPaths paths;
    private final Temporaries temporaries;
    private final LocalCommit commit;

    LocalWriter(Disk disk, LocalPaths paths, Temporaries temporaries, LocalCommit commit) {
        this.disk = disk;
        this.paths = paths;
        this.temporaries = temporaries;
        this.commit = commit;
    }

    /// Writes a whole object: temporary file, time, force, name.
    Written write(String key, WriteOptions options, Body body) throws StoreException, IOException {
        paths.of(key, Operation.WRITE);
        Path temporary = temporaries.prepare().newTemporary();
        boolean visible = false;
        try {
            Checksum checksum = fill(temporary, key, options, body);
            String version = commit.move(temporary, key, options.precondition());
            visible = true;
            return new Written(version, "", List.of(checksum));
        } finally {
            if (!visible) {
                temporaries.discard(temporary);
            }
        }
    }

    private Checksum fill(Path temporary, String key, WriteOptions options, Body body)
            throws StoreException, IOException {
        try (DiskFile file = disk.open(temporary, OpenMode.CREATE_SHARED)) {
            Algorithm algorithm = BodyProof.algorithm(options.algorithm(), body, OTHERWISE);
            Checksum checksum = copy(body, algorithm, file, 0, paths.where(key));
            if (options.modified().isPresent()) {
                disk.setModified(temporary, options.modified().get());
            }
            file.force();
            return checksum;
        }
    }

    /// Writes all bytes of a body at `offset`.
    static Checksum copy(Body body, Algorithm algorithm, DiskFile file, long offset, String where)
            throws StoreException, IOException {
        BodyProof proof = new BodyProof(body, algorithm, Operation.WRITE, where);
        long at = offset;
        for (ByteBuffer bytes = proof.next(); bytes.hasRemaining(); bytes = proof.next()) {
            int count = bytes.remaining();
            file.write(bytes, at);
            at += count;
        }
        return proof.finish();
    }
}
