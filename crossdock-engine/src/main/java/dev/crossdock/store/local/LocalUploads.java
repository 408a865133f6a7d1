package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.WriteOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Begins, reopens and finds uploads. Each has a small file with its token beside its bytes.
final class LocalUploads {

    /// Larger than any token: a key has at most 4,096 bytes.
    private static final int TOKEN_BYTES_MAX = 8_192;

    private final Disk disk;
    private final LocalPaths paths;
    private final Temporaries temporaries;
    private final LocalCommit commit;
    private final UploadsUnderWay underWay = new UploadsUnderWay();

    LocalUploads(Disk disk, LocalPaths paths, Temporaries temporaries, LocalCommit commit) {
        this.disk = disk;
        this.paths = paths;
        this.temporaries = temporaries;
        this.commit = commit;
    }

    Upload begin(String key, WriteOptions options, long sizeBytes) throws StoreException {
        paths.of(key, Operation.WRITE);
        UploadToken token = new UploadToken(temporaries.newId(), sizeBytes,
                options.algorithm().orElse(LocalWriter.OTHERWISE), options.modified(), key);
        LocalUpload upload = open(token);
        try {
            upload.create();
        } catch (IOException e) {
            underWay.forget(token.id());
            throw LocalFailures.of(e, Operation.WRITE, paths.where(key));
        }
        return upload;
    }

    Upload reopen(String text) throws StoreException {
        Optional<UploadToken> token = UploadToken.parse(text);
        if (token.isEmpty()) {
            throw LocalFailures.of(FailureCode.BAD_REQUEST, Operation.WRITE, paths.name(), "no upload token: " + text);
        }
        paths.of(token.get().key(), Operation.WRITE);
        return open(token.get());
    }

    private LocalUpload open(UploadToken token) {
        return new LocalUpload(disk, paths, temporaries, commit, underWay, token);
    }

    List<PendingUpload> pending(String prefix) throws StoreException {
        List<PendingUpload> pending = new ArrayList<>();
        try {
            for (Path each : temporaries.tokens()) {
                pending(each).filter(upload -> upload.key().startsWith(prefix)).ifPresent(pending::add);
            }
        } catch (IOException e) {
            throw LocalFailures.of(e, Operation.LIST, paths.name());
        }
        return pending;
    }

    private Optional<PendingUpload> pending(Path path) throws IOException {
        Optional<FileFacts> facts = disk.stat(path);
        if (facts.isEmpty() || facts.get().kind() != FileFacts.Kind.FILE) {
            return Optional.empty();
        }
        try {
            String text = text(path);
            return UploadToken.parse(text)
                    .map(token -> new PendingUpload(token.key(), text, Optional.of(facts.get().modified())));
        } catch (NoSuchFileException e) {
            // Completed or aborted since it was listed.
            return Optional.empty();
        }
    }

    private String text(Path path) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(TOKEN_BYTES_MAX);
        try (DiskFile file = disk.open(path, OpenMode.READ)) {
            int count = 0;
            while (count >= 0 && bytes.hasRemaining()) {
                count = file.read(bytes, bytes.position());
            }
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }
}
