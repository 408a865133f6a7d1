package dev.crossdock.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Env;
import dev.crossdock.env.LinkInPathException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The real disk without links is a disk.
final class LinkFreeDiskTest extends ProductionEnvContract {

    LinkFreeDiskTest() {
        super(linkFree(Env.production()));
    }

    private static Env linkFree(Env env) {
        return new Env(env.clock(), env.entropy(), env.tasks(), env.net(), env.disk().withoutLinks());
    }

    @Override
    public Path directory() {
        try {
            return env().disk().resolveLinks(super.directory());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    @Test
    public void noLinkIsFollowedAtTheEndOfAPath() throws Exception {
        assertThatThrownBy(super::noLinkIsFollowedAtTheEndOfAPath).as("all others hold until one is followed above it")
                .isInstanceOf(LinkInPathException.class).hasMessageContaining("toDirectory is a symbolic link");
    }
}
