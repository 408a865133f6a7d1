package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Combination;
import dev.crossdock.store.Body;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.Written;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file written in parts at their offsets. Each part is durable before its write returns, on the handle that wrote
/// it, so that no failed write is missed; completion only compares and names.
///
/// Which parts are there is known to the process that wrote them. After [LocalStore#reopen] a part counts once
/// [#parts] has found its bytes on disk to be those that were noted; all others are sent again. A part whose
/// replacement failed is unknown as well.
final class LocalUpload implements Upload {

    private final Disk disk;
    private final LocalPaths paths;
    private final Temporaries temporaries;
    private final LocalCommit commit;
    private final UploadsUnderWay underWay;
    private final UploadToken token;
    private final UploadedParts parts;
    private final PartRecords records;

    LocalUpload(Disk disk, LocalPaths paths, Temporaries temporaries, LocalCommit commit,
            UploadsUnderWay underWay, UploadToken token) {
        this.disk = disk;
        this.paths = paths;
        this.temporaries = temporaries;
        this.commit = commit;
        this.underWay = underWay;
        this.token = token;
        this.parts = underWay.parts(token.id());
        this.records = new PartRecords(disk, token.algorithm());
    }

    @Override
    public String token() {
        return token.text();
    }

    /// Creates the files of the upload; the token first, so that no file is without one.
    void create() throws StoreException, IOException {
        paths.file(token.key(), paths.of(token.key(), Operation.WRITE), Operation.WRITE);
        temporaries.prepare();
        temporaries.writeToken(path(Temporaries.Purpose.TOKEN), token.text());
        try {
            disk.open(path(Temporaries.Purpose.RECORD), OpenMode.CREATE).close();
            disk.open(path(Temporaries.Purpose.PARTS), OpenMode.CREATE_SHARED).close();
            temporaries.forceNames();
        } catch (IOException e) {
            temporaries.discard(path(Temporaries.Purpose.PARTS));
            temporaries.discard(path(Temporaries.Purpose.RECORD));
            temporaries.discard(path(Temporaries.Purpose.TOKEN));
            throw e;
        }
    }

    @Override
    public Written part(int number, long offset, Body body) throws StoreException {
        if (number < 1 || number > LocalStore.PARTS_MAX || offset < 0
                || offset + body.sizeBytes() > token.sizeBytes()) {
            throw failure(FailureCode.BAD_REQUEST, Operation.WRITE, "part " + number + " of " + body.sizeBytes()
                    + " bytes at " + offset + " of an object of " + token.sizeBytes());
        }
        if (!parts.begin(number)) {
            throw lost(Operation.WRITE, "the upload is complete or aborted");
        }
        UploadedParts.Part written = null;
        boolean known;
        try {
            UploadedParts.Part durable = fill(number, offset, body);
            records.write(path(Temporaries.Purpose.RECORD),
                    new PartRecords.Slot(number, offset, durable.sizeBytes(), durable.checksum()));
            written = durable;
        } catch (NoSuchFileException e) {
            throw lost(Operation.WRITE, "its temporary file is gone");
        } catch (IOException e) {
            throw LocalFailures.of(e, Operation.WRITE, paths.where(token.key()));
        } finally {
            known = parts.end(number, written);
        }
        if (!known) {
            throw lost(Operation.WRITE, "part " + number + " was written twice at once");
        }
        return new Written("", written.etag(), List.of(written.checksum()));
    }

    private UploadedParts.Part fill(int number, long offset, Body body) throws StoreException, IOException {
        try (DiskFile file = disk.open(path(Temporaries.Purpose.PARTS), OpenMode.READ_WRITE)) {
            Checksum checksum = LocalWriter.copy(body, token.algorithm(), file, offset, paths.where(token.key()));
            file.force();
            return new UploadedParts.Part(offset, body.sizeBytes(), parts.newEtag(number), checksum);
        }
    }

    @Override
    public List<UploadedPart> parts() throws StoreException {
        if (parts.closed()) {
            throw lost(Operation.LIST, "the upload is complete or aborted");
        }
        try {
            Path bytes = path(Temporaries.Purpose.PARTS);
            disk.open(bytes, OpenMode.READ).close();
            for (PartRecords.Slot each : records.read(path(Temporaries.Purpose.RECORD))) {
                if (!parts.seen(each.number()) && records.intact(bytes, each)) {
                    parts.adopt(each.number(), each.offset(), each.sizeBytes(), each.checksum());
                }
            }
        } catch (NoSuchFileException e) {
            throw lost(Operation.LIST, "its temporary file is gone");
        } catch (IOException e) {
            throw LocalFailures.of(e, Operation.LIST, paths.where(token.key()));
        }
        return parts.all();
    }

    @Override
    public Written complete(List<UploadedPart> named, Precondition precondition, Optional<Checksum> whole)
            throws StoreException {
        if (parts.closed()) {
            throw lost(Operation.COMMIT, "the upload is complete or aborted");
        }
        if (!parts.close()) {
            throw failure(FailureCode.BAD_REQUEST, Operation.COMMIT, "a part is still being written");
        }
        boolean visible = false;
        Written written;
        try {
            Optional<Checksum> computed = compare(named, whole);
            written = new Written(commit(precondition), "", computed.stream().toList());
            visible = true;
        } catch (NoSuchFileException e) {
            throw lost(Operation.COMMIT, "its temporary file is gone");
        } catch (IOException e) {
            throw LocalFailures.of(e, Operation.COMMIT, paths.where(token.key()));
        } finally {
            if (!visible) {
                parts.open();
            }
        }
        underWay.forget(token.id());
        temporaries.discard(path(Temporaries.Purpose.RECORD));
        temporaries.discard(path(Temporaries.Purpose.TOKEN));
        return written;
    }

    /// Compares what is to become the object with what is on disk.
    ///
    /// @return checksum of the whole, if it follows from those of the parts
    private Optional<Checksum> compare(List<UploadedPart> named, Optional<Checksum> whole) throws StoreException {
        boolean combinable = token.algorithm().combinable();
        if (whole.isPresent() && (!combinable || whole.get().algorithm() != token.algorithm())) {
            throw failure(FailureCode.UNSUPPORTED, Operation.COMMIT,
                    "no " + whole.get().algorithm() + " follows from the parts' " + token.algorithm());
        }
        Optional<Combination> combination = combinable
                ? Optional.of(new Combination(token.algorithm()))
                : Optional.empty();
        long end = 0;
        int last = 0;
        for (UploadedPart each : named) {
            UploadedParts.Part part = known(each, end);
            if (each.number() <= last) {
                throw failure(FailureCode.BAD_REQUEST, Operation.COMMIT, "part " + each.number() + " after " + last);
            }
            last = each.number();
            end += part.sizeBytes();
            combination.ifPresent(sum -> sum.append(part.checksum(), part.sizeBytes()));
        }
        if (end != token.sizeBytes()) {
            throw lost(Operation.COMMIT, "the parts have " + end + " of " + token.sizeBytes() + " bytes");
        }
        Optional<Checksum> computed = combination.map(Combination::checksum);
        if (whole.isPresent() && !whole.equals(computed)) {
            throw failure(FailureCode.CHECKSUM_MISMATCH, Operation.COMMIT,
                    "announced as " + whole.get() + ", came as " + computed.orElseThrow());
        }
        return computed;
    }

    private UploadedParts.Part known(UploadedPart named, long offset) throws StoreException {
        Optional<UploadedParts.Part> part = parts.part(named.number());
        if (part.isEmpty() || part.get().sizeBytes() != named.sizeBytes() || !part.get().etag().equals(named.etag())) {
            throw lost(Operation.COMMIT, "part " + named.number() + " is not the one that was written");
        }
        if (part.get().offset() != offset) {
            throw failure(FailureCode.BAD_REQUEST, Operation.COMMIT,
                    "part " + named.number() + " was written at " + part.get().offset() + ", not " + offset);
        }
        return part.get();
    }

    /// Takes the file away from everyone who could still write to it, in this process or after it, before it becomes
    /// the object; gives it back if it does not.
    private String commit(Precondition precondition) throws StoreException, IOException {
        Path written = path(Temporaries.Purpose.PARTS);
        Path closed = path(Temporaries.Purpose.COMMIT);
        disk.rename(written, closed);
        boolean visible = false;
        try {
            if (token.modified().isPresent()) {
                disk.setModified(closed, token.modified().get());
            }
            force(closed);
            String version = commit.move(closed, token.key(), precondition);
            visible = true;
            return version;
        } finally {
            if (!visible) {
                restore(closed, written);
            }
        }
    }

    private void force(Path path) throws IOException {
        try (DiskFile file = disk.open(path, OpenMode.READ_WRITE)) {
            file.force();
        }
    }

    private void restore(Path closed, Path written) {
        try {
            disk.rename(closed, written);
        } catch (IOException e) {
            // The failure that led here is the one to report; whoever goes on finds that the upload is gone.
        }
    }

    @Override
    public void abort() throws StoreException {
        parts.close();
        underWay.forget(token.id());
        try {
            disk.delete(path(Temporaries.Purpose.PARTS));
            disk.delete(path(Temporaries.Purpose.COMMIT));
            disk.delete(path(Temporaries.Purpose.RECORD));
            disk.delete(path(Temporaries.Purpose.TOKEN));
        } catch (IOException e) {
            throw LocalFailures.of(e, Operation.WRITE, paths.where(token.key()));
        }
    }

    private Path path(Temporaries.Purpose purpose) throws StoreException {
        return temporaries.path(token.id(), purpose);
    }

    private StoreException lost(Operation operation, String why) {
        return failure(FailureCode.UPLOAD_LOST, operation, why);
    }

    private StoreException failure(FailureCode code, Operation operation, String message) {
        return LocalFailures.of(code, operation, paths.where(token.key()), message);
    }
}
