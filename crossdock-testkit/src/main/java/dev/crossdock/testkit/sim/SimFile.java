package dev.crossdock.testkit.sim;

import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Path;
import java.util.Optional;

/// An open file of the simulated disk.
final class SimFile implements DiskFile {

    private final Path path;
    private final DiskState state;
    private final DiskFaults faults;
    private final long node;
    private final OpenMode mode;
    private final int process;
    private boolean forceFailed;
    private boolean closed;

    SimFile(Path path, DiskState state, DiskFaults faults, long node, OpenMode mode) {
        this.path = path;
        this.state = state;
        this.faults = faults;
        this.node = node;
        this.mode = mode;
        this.process = state.process();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        begin(DiskOperation.READ);
        Node file = file();
        if (position >= file.size()) {
            return -1;
        }
        int from = (int) position;
        int count = state.readable(Math.min(into.remaining(), file.size() - from));
        into.put(file.read(from, count));
        return count;
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
        refuseIfReadOnly();
        Optional<DiskFault> fault = count(DiskOperation.WRITE);
        int length = fault.isPresent() ? state.part(from.remaining()) : from.remaining();
        byte[] bytes = new byte[length];
        from.get(bytes);
        state.change(new Change.Write(node, Math.toIntExact(position), bytes, state.now()));
        throwIf(fault);
    }

    @Override
    public long sizeBytes() throws IOException {
        begin(DiskOperation.READ);
        return file().size();
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
        refuseIfReadOnly();
        begin(DiskOperation.TRUNCATE);
        if (sizeBytes < file().size()) {
            state.change(new Change.Resize(node, (int) sizeBytes, state.now()));
        }
    }

    @Override
    public void force() throws IOException {
        if (forceFailed) {
            throw new IOException("an earlier force of " + path + " failed: what it holds on disk is unknown");
        }
        Optional<DiskFault> fault = count(DiskOperation.FORCE);
        forceFailed = fault.isPresent();
        state.force(node, fault, path);
    }

    @Override
    public boolean tryLock() throws IOException {
        begin(DiskOperation.LOCK);
        return state.lock(node, this);
    }

    @Override
    public void close() {
        state.step("close a file");
        closed = true;
        state.unlock(node, this);
    }

    private Node file() {
        return state.seen().node(node, FileFacts.Kind.FILE);
    }

    private void begin(DiskOperation operation) throws IOException {
        throwIf(count(operation));
    }

    private Optional<DiskFault> count(DiskOperation operation) throws IOException {
        state.step(operation.name());
        if (closed || process != state.process()) {
            throw new ClosedChannelException();
        }
        return faults.count(operation);
    }

    private void throwIf(Optional<DiskFault> fault) throws IOException {
        if (fault.isPresent()) {
            throw DiskFaults.exception(fault.get(), path);
        }
    }

    private void refuseIfReadOnly() {
        if (mode == OpenMode.READ) {
            throw new NonWritableChannelException();
        }
    }
}
