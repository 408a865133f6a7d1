package dev.crossdock.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Connection;
import dev.crossdock.env.Env;
import dev.crossdock.testkit.EnvContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
final class SimulatedEnvTest extends EnvContract {

    private static final Path DIRECTORY = Path.of("/test");

    private final Simulation simulation;

    SimulatedEnvTest(long seed) {
        simulation = new Simulation(seed);
    }

    @BeforeEach
    void createDirectory() throws IOException {
        simulation.disk().createDirectories(DIRECTORY);
        simulation.net().listen("localhost", 1, SimulatedEnvTest::echo);
        simulation.net().listen("localhost", 2, connection -> simulation.env().tasks().sleep(Duration.ofDays(1)));
        simulation.net().listen("localhost", 3, connection -> connection.read(ByteBuffer.allocate(1), Long.MAX_VALUE));
    }

    @AfterEach
    void serversDidNotFail() {
        assertThat(simulation.net().serverFailures()).isEmpty();
    }

    private static void echo(Connection connection) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (connection.read(buffer, Long.MAX_VALUE) >= 0) {
            connection.write(new ByteBuffer[]{buffer.flip()}, Long.MAX_VALUE);
            buffer.clear();
        }
    }

    @Override
    public Env env() {
        return simulation.env();
    }

    @Override
    public void run(Body body) throws Exception {
        simulation.run(() -> {
            body.run();
            return "done";
        });
    }

    @Override
    public Path directory() {
        return DIRECTORY;
    }

    @Override
    public void symbolicLink(Path link, Path target) throws IOException {
        simulation.disk().symbolicLink(link, target);
    }

    @Override
    public int port(Server behavior) {
        return switch (behavior) {
            case ECHO -> 1;
            case SILENT -> 2;
            case CLOSING -> 3;
            case NONE -> 4;
        };
    }
}
