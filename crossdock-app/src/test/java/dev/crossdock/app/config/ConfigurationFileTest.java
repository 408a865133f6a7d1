package dev.crossdock.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.testkit.sim.SimDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationFileTest {

    private static final Path HOME = Path.of("/people/me/.config/crossdock/config.yaml");
    private static final Path SHARED = Path.of("/etc/me/crossdock/config.yaml");
    private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/people/me", "XDG_CONFIG_HOME", "/etc/me");

    private final SimDisk disk = new SimDisk();

    @Test
    void withoutAFileThereIsNoConfiguration() {
        assertThat(Configuration.load(disk, ENVIRONMENT, Optional.empty())).isSameAs(Configuration.NONE);
        assertThat(Configuration.load(disk, Map.of(), Optional.empty())).isSameAs(Configuration.NONE);
    }

    @Test
    void theFirstPlaceThatHasOneCounts() throws Exception {
        write(HOME);
        assertThat(found(ENVIRONMENT)).contains(HOME);
        assertThat(found(Map.of("HOME", "/people/me"))).contains(HOME);
        assertThat(found(Map.of("HOME", "me"))).as("relative").isEmpty();

        write(SHARED);
        assertThat(found(ENVIRONMENT)).contains(SHARED);
        assertThat(found(Map.of("HOME", "/people/me", "XDG_CONFIG_HOME", ""))).contains(HOME);
    }

    @Test
    void whatIsNamedMustExist() throws Exception {
        write(HOME);
        Map<String, String> named = Map.of("HOME", "/people/me", "CROSSDOCK_CONFIG", "/none.yaml");

        assertThat(ConfigurationFile.find(disk, named, Optional.of(HOME))).contains(HOME);
        assertThatThrownBy(() -> Configuration.load(disk, named, Optional.empty()))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("/none.yaml")
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> Configuration.load(disk, Map.of("HOME", "/people/me"), Optional.of(Path.of("/none"))))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("there is no such file");
    }

    @Test
    void aLinkIsFollowed() throws Exception {
        write(SHARED);
        createAbove(HOME);
        disk.symbolicLink(HOME, SHARED);

        assertThat(Configuration.load(disk, Map.of("HOME", "/people/me"), Optional.empty()).defaults())
                .containsExactly("--workers=7");
    }

    private Optional<Path> found(Map<String, String> environment) {
        return ConfigurationFile.find(disk, environment, Optional.empty());
    }

    private void createAbove(Path path) throws IOException {
        Path at = Path.of("/");
        for (Path name : path.resolve("..").normalize()) {
            at = at.resolve(name);
            disk.createDirectories(at);
        }
    }

    private void write(Path path) throws IOException {
        createAbove(path);
        try (DiskFile file = disk.open(path, OpenMode.CREATE)) {
            file.write(ByteBuffer.wrap("defaults: {workers: 7}".getBytes(StandardCharsets.UTF_8)), 0);
        }
    }
}
