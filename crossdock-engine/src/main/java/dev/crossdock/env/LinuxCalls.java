package dev.crossdock.env;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The two system calls of Linux that Java lacks: one that opens a directory without following any link on the way,
/// and one that closes it. Both have the same number on every architecture, and one function of the C library makes
/// them: each further function would cost every process some ten milliseconds of processor time when it starts.
final class LinuxCalls {

    private static final long OPENAT2 = 437;
    private static final long CLOSE_RANGE = 436;

    private static final long IN_WORKING_DIRECTORY = -100;
    private static final long CLOSE_ON_EXEC = 0x80000;
    private static final long PATH_ONLY = 0x200000;
    private static final long NO_MAGIC_LINKS = 0x02;
    private static final long NO_SYMBOLIC_LINKS = 0x04;

    /// Flags, mode, and how to resolve, each in eight bytes.
    private static final int HOW_BYTES = 24;

    /// Longest path that a system call takes, with its final zero byte.
    private static final int PATH_BYTES_MAX = 4_096;

    /// What only a directory has, so that nothing else is opened; with the zero byte that ends a path.
    private static final byte[] SELF = {'/', '.', 0};

    private static final Optional<LinuxCalls> OF_MACHINE = find();

    private final MethodHandle syscall;
    private final ConcurrentLinkedQueue<Memory> free = new ConcurrentLinkedQueue<>();

    /// Room for what one call is told. There is one for each call under way, and they are used again.
    private record Memory(ByteBuffer bytes, long address) {

        static Memory allocate() {
            ByteBuffer bytes = ByteBuffer.allocateDirect(HOW_BYTES + PATH_BYTES_MAX).order(ByteOrder.nativeOrder());
            return new Memory(bytes, MemorySegment.ofBuffer(bytes).address());
        }
    }

    private LinuxCalls(MethodHandle syscall) {
        this.syscall = syscall;
    }

    /// The calls of this machine; empty where there are none, or a sandbox refuses them, or names of files are not
    /// UTF-8.
    static Optional<LinuxCalls> ofMachine() {
        return OF_MACHINE;
    }

    @SuppressWarnings("restricted")
    private static Optional<LinuxCalls> find() {
        if (!System.getProperty("os.name", "").equals("Linux")
                || !System.getProperty("sun.jnu.encoding", "").equals("UTF-8")) {
            return Optional.empty();
        }
        try {
            Linker linker = Linker.nativeLinker();
            Optional<MemorySegment> address = linker.defaultLookup().find("syscall");
            if (address.isEmpty()) {
                return Optional.empty();
            }
            ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
            LinuxCalls calls = new LinuxCalls(linker.downcallHandle(address.get(),
                    FunctionDescriptor.of(word, word, word, word, word, word), Linker.Option.firstVariadicArg(1)));
            return calls.work() ? Optional.of(calls) : Optional.empty();
        } catch (UnsupportedOperationException | IllegalCallerException refused) {
            return Optional.empty();
        }
    }

    /// Whether there are such calls, and a place where what they open is shown.
    private boolean work() {
        long directory = openDirectory(Path.of("/"));
        if (directory < 0) {
            return false;
        }
        boolean shown = Files.isDirectory(Path.of(OpenDirectory.PLACE + directory));
        return close(directory) && shown;
    }

    /// Opens a directory, only as a place to look up names in.
    ///
    /// @param path absolute; nothing in it may be a symbolic link
    /// @return its number, or a negative one, for whatever reason
    long openDirectory(Path path) {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length + SELF.length > PATH_BYTES_MAX) {
            return -1;
        }
        Memory memory = free.poll();
        if (memory == null) {
            memory = Memory.allocate();
        }
        memory.bytes.clear().putLong(PATH_ONLY | CLOSE_ON_EXEC).putLong(0).putLong(NO_SYMBOLIC_LINKS | NO_MAGIC_LINKS)
                .put(name).put(SELF);
        try {
            return call(OPENAT2, IN_WORKING_DIRECTORY, memory.address + HOW_BYTES, memory.address, HOW_BYTES);
        } finally {
            Reference.reachabilityFence(memory);
            free.add(memory);
        }
    }

    /// Closes what was opened, as a range of one.
    boolean close(long directory) {
        return call(CLOSE_RANGE, directory, directory, 0, 0) == 0;
    }

    private long call(long number, long first, long second, long third, long fourth) {
        try {
            return (long) syscall.invokeExact(number, first, second, third, fourth);
        } catch (Throwable impossible) {
            throw new AssertionError("a system call has thrown", impossible);
        }
    }
}
