package dev.crossdock.app.cli;

import dev.crossdock.app.config.Amounts;
import dev.crossdock.store.Caps;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.Limits;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/// How much may be asked of the services. It does not change what a run is about.
final class CapOptions {

    /// Below that, a part of a large object would take hours.
    private static final long BYTES_LEAST = 1024;

    @Option(names = "--bandwidth", paramLabel = "RATE",
            description = "Most bytes of objects in a second, read and written added up, such as 50MiB; at least 1KiB.")
    private Optional<String> bandwidth = Optional.empty();

    @Option(names = "--requests-per-second", paramLabel = "N", description = "Most requests in a second, at least 1.")
    private Optional<Long> requests = Optional.empty();

    boolean given() {
        return bandwidth.isPresent() || requests.isPresent();
    }

    /// Sets what was given, and leaves what was not.
    ///
    /// @throws ConfigurationException CFG_VALUE or CFG_RANGE
    void apply(Limits limits) {
        if (given()) {
            limits.change(over(limits.caps()));
        }
    }

    /// These caps, and the present one where none was given.
    ///
    /// @throws ConfigurationException CFG_VALUE or CFG_RANGE
    Caps over(Caps present) {
        return new Caps(bandwidth.isPresent() ? bytes(bandwidth.get()) : present.bytesPerSecond(),
                requests.isPresent() ? requests(requests.get()) : present.requestsPerSecond());
    }

    private static OptionalLong bytes(String text) {
        OptionalLong bytes = Amounts.bytesPerSecond(text);
        if (bytes.isEmpty()) {
            throw new ConfigurationException("CFG_VALUE", "--bandwidth " + text + " is no rate",
                    "give " + Amounts.SIZE_FORM);
        }
        if (bytes.getAsLong() < BYTES_LEAST) {
            throw new ConfigurationException("CFG_RANGE", "--bandwidth " + text + " is too little",
                    "give at least 1KiB; to stop a run, end its process: the same command goes on");
        }
        return bytes;
    }

    private static OptionalLong requests(long count) {
        if (count < 1) {
            throw new ConfigurationException("CFG_RANGE", "--requests-per-second " + count + " is too few",
                    "give at least 1; to stop a run, end its process: the same command goes on");
        }
        return OptionalLong.of(count);
    }
}
