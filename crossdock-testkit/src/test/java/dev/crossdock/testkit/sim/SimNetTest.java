package dev.crossdock.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Connection;
import dev.crossdock.env.StalledException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(longs = {1, 2, 3})
final class SimNetTest {

    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    private final Simulation simulation;

    SimNetTest(long seed) {
        simulation = new Simulation(seed);
    }

    /// Sends a thousand bytes for the first one it gets.
    @BeforeEach
    void listen() {
        simulation.net().listen("host", 80, connection -> {
            if (connection.read(ByteBuffer.allocate(1), PATIENCE) > 0) {
                connection.write(new ByteBuffer[]{ByteBuffer.allocate(1000)}, PATIENCE);
            }
        });
    }

    private void link(SimLink link) {
        simulation.net().links("host", 80, ordinal -> link);
    }

    private Connection connect() throws IOException {
        return simulation.env().net().connect("host", 80, PATIENCE);
    }

    /// Bytes until the end; -1 less them when it comes as an error.
    private int exchange() throws IOException {
        ByteBuffer into = ByteBuffer.allocate(2000);
        try (Connection connection = connect()) {
            connection.write(new ByteBuffer[]{ByteBuffer.allocate(1)}, PATIENCE);
            while (connection.read(into, PATIENCE) >= 0) {
                assertThat(into.hasRemaining()).isTrue();
            }
            return into.position();
        } catch (StalledException stalled) {
            return -10_000 - into.position();
        } catch (IOException reset) {
            return -1 - into.position();
        }
    }

    @Test
    void cleanLinksDeliver() throws Exception {
        assertThat(simulation.run(this::exchange)).isEqualTo(1000);
        assertThat(simulation.net().attempts("host", 80)).isEqualTo(1);
    }

    @Test
    void resetsStrikeWhereTheyWerePlanned() throws Exception {
        link(SimLink.CLEAN.withResetAfterReceived(300));
        assertThat(simulation.run(this::exchange)).isEqualTo(-301);
        assertThat(simulation.net().resets()).isEqualTo(1);
    }

    @Test
    void silenceIsNotAnEnd() throws Exception {
        link(SimLink.CLEAN.withSilenceAfterReceived(300));
        assertThat(simulation.run(this::exchange)).isEqualTo(-10_300);
        assertThat(simulation.net().silences()).isEqualTo(1);
    }

    @Test
    void aDripTakesItsTime() throws Exception {
        link(SimLink.CLEAN.withDrip(10, Duration.ofSeconds(1)));
        assertThat(simulation.run(this::exchange)).isEqualTo(1000);
        assertThat(simulation.env().clock().nanos()).isGreaterThan(Duration.ofSeconds(98).toNanos());
    }

    @Test
    void connectingFailsAsPlanned() throws Exception {
        simulation.run(() -> {
            link(SimLink.refused());
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            link(SimLink.ignored());
            assertThatThrownBy(this::connect).isInstanceOf(StalledException.class);
            simulation.net().forgetName("host");
            assertThatThrownBy(this::connect).isInstanceOf(UnknownHostException.class);
            simulation.net().recallName("host");
            link(SimLink.CLEAN);
            assertThat(exchange()).isEqualTo(1000);
            assertThat(simulation.net().refusals()).isEqualTo(3);
            return "done";
        });
    }

    @Test
    void failuresOfServersAreKept() throws Exception {
        simulation.net().listen("host", 81, connection -> {
            throw new AssertionError("planted");
        });
        simulation.run(() -> {
            try (Connection connection = simulation.env().net().connect("host", 81, PATIENCE)) {
                assertThatThrownBy(() -> connection.read(ByteBuffer.allocate(1), PATIENCE))
                        .hasMessageContaining("reset");
            }
            return "done";
        });
        assertThat(simulation.net().serverFailures()).hasSize(1);
    }
}
