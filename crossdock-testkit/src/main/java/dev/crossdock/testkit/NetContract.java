package dev.crossdock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Connection;
import dev.crossdock.env.StalledException;
import dev.crossdock.env.Task;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Connections.
interface NetContract extends EnvHarness {

    /// Longer than any test may take: a wait of this length that ends was ended by something else.
    long LONG_NANOS = Duration.ofMinutes(5).toNanos();

    /// Shorter than a silent server's patience.
    long SHORT_NANOS = Duration.ofMillis(30).toNanos();

    private Connection connect(Server behavior) throws IOException {
        return env().net().connect("localhost", port(behavior), LONG_NANOS);
    }

    private static ByteBuffer[] buffers(byte[]... contents) {
        ByteBuffer[] buffers = new ByteBuffer[contents.length];
        for (int i = 0; i < contents.length; i++) {
            buffers[i] = ByteBuffer.wrap(contents[i]);
        }
        return buffers;
    }

    private static byte[] readFully(Connection connection, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            assertThat(connection.read(bytes, LONG_NANOS)).isPositive();
        }
        return bytes.array();
    }

    @Test
    default void bytesArriveInOrder() throws Exception {
        run(() -> {
            try (Connection connection = connect(Server.ECHO)) {
                connection.write(buffers(new byte[]{1, 2}, new byte[0], new byte[]{3}), LONG_NANOS);
                assertThat(readFully(connection, 3)).containsExactly(1, 2, 3);
                assertThat(connection.stale()).isFalse();
                connection.write(buffers(new byte[]{4}), LONG_NANOS);
                assertThat(readFully(connection, 1)).containsExactly(4);
            }
        });
    }

    @Test
    default void oneTaskReadsWhileAnotherWrites() throws Exception {
        run(() -> {
            byte[] much = new byte[3_000_000];
            for (int i = 0; i < much.length; i++) {
                much[i] = (byte) (i * 31);
            }
            try (Connection connection = connect(Server.ECHO)) {
                Task<Boolean> writer = env().tasks().spawn("writer", () -> {
                    connection.write(buffers(much), LONG_NANOS);
                    return true;
                });
                assertThat(readFully(connection, much.length)).isEqualTo(much);
                assertThat(writer.join()).isTrue();
            }
        });
    }

    @Test
    default void silenceIsAStall() throws Exception {
        run(() -> {
            try (Connection connection = connect(Server.SILENT)) {
                assertThatThrownBy(() -> connection.read(ByteBuffer.allocate(1), SHORT_NANOS))
                        .isInstanceOf(StalledException.class);
                assertThatThrownBy(() -> connection.read(ByteBuffer.allocate(1), LONG_NANOS))
                        .isInstanceOf(IOException.class);
            }
        });
    }

    @Test
    default void writingToADeafServerIsAStall() throws Exception {
        run(() -> {
            try (Connection connection = connect(Server.SILENT)) {
                byte[] more = new byte[20_000_000];
                assertThatThrownBy(() -> connection.write(buffers(more), SHORT_NANOS))
                        .isInstanceOf(StalledException.class);
            }
        });
    }

    @Test
    default void timeThatIsUpIsAStall() throws Exception {
        run(() -> {
            try (Connection connection = connect(Server.ECHO)) {
                assertThatThrownBy(() -> connection.read(ByteBuffer.allocate(1), 0))
                        .isInstanceOf(StalledException.class);
            }
        });
    }

    @Test
    default void endOfStreamIsNoError() throws Exception {
        run(() -> {
            try (Connection connection = connect(Server.CLOSING)) {
                connection.write(buffers(new byte[]{1}), LONG_NANOS);
                assertThat(connection.read(ByteBuffer.allocate(10), LONG_NANOS)).isEqualTo(-1);
            }
        });
    }

    @Test
    default void aConnectionThatThePeerClosedIsStaleOnceIdle() throws Exception {
        run(() -> {
            try (Connection connection = connect(Server.CLOSING)) {
                connection.write(buffers(new byte[]{1}), LONG_NANOS);
                env().tasks().sleep(Duration.ofMillis(1200));
                assertThat(connection.stale()).isTrue();
            }
        });
    }

    @Test
    default void anIdleConnectionIsNotStaleAndStillWorks() throws Exception {
        run(() -> {
            try (Connection connection = connect(Server.ECHO)) {
                env().tasks().sleep(Duration.ofMillis(1200));
                assertThat(connection.stale()).isFalse();
                connection.write(buffers(new byte[]{7}), LONG_NANOS);
                assertThat(readFully(connection, 1)).containsExactly(7);
            }
        });
    }

    @Test
    default void cancelEndsARead() throws Exception {
        run(() -> {
            try (Connection connection = connect(Server.SILENT)) {
                Task<Integer> reader = env().tasks().spawn("reader",
                        () -> connection.read(ByteBuffer.allocate(1), LONG_NANOS));
                env().tasks().sleep(Duration.ofMillis(5));
                reader.cancel();
                assertThatThrownBy(reader::join).hasCauseInstanceOf(CancelledException.class);
            }
        });
    }

    @Test
    default void closingEndsAReadElsewhere() throws Exception {
        run(() -> {
            Connection connection = connect(Server.SILENT);
            Task<Integer> reader = env().tasks().spawn("reader",
                    () -> connection.read(ByteBuffer.allocate(1), LONG_NANOS));
            env().tasks().sleep(Duration.ofMillis(5));
            connection.close();
            connection.close();
            assertThat(connection.stale()).isTrue();
            assertThatThrownBy(reader::join).hasCauseInstanceOf(IOException.class);
        });
    }

    @Test
    default void refusalAndUnknownNamesAreTold() throws Exception {
        run(() -> {
            assertThatThrownBy(() -> connect(Server.NONE)).isInstanceOf(ConnectException.class);
            assertThatThrownBy(() -> env().net().connect("no-such-host.invalid", 80, LONG_NANOS))
                    .isInstanceOf(UnknownHostException.class);
        });
    }
}
