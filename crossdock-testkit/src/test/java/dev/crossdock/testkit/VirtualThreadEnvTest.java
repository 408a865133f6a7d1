package dev.crossdock.testkit;

import dev.crossdock.env.Env;

final class VirtualThreadEnvTest extends ProductionEnvContract {

    VirtualThreadEnvTest() {
        super(Env.production());
    }
}
