package dev.crossdock.testkit;

import dev.crossdock.env.Env;

final class PlatformThreadEnvTest extends ProductionEnvContract {

    PlatformThreadEnvTest() {
        super(Env.productionForShortCommands());
    }
}
