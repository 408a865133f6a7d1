package dev.crossdock.app.cli;

import dev.crossdock.app.Side;
import dev.crossdock.app.StoreOptions;
import dev.crossdock.app.Wiring;
import dev.crossdock.object.Location;
import dev.crossdock.report.Advice;
import dev.crossdock.report.JsonText;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `crossdock doctor`.
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false,
        description = {
                "Tries what a transfer needs at LOCATION, one hop after the other, and names the one that fails.",
                "Each hop to credentials, reach the service, list, read one byte of the first object, write a small"
                        + " object and delete it again. Nothing that is there is changed."},
        footer = {"", "Examples:", "  crossdock doctor s3://photos/2026/", "  crossdock doctor /mnt/photos --read-only",
                "",
                "Exit codes: 0 every hop works, 2 wrong usage, 3 a hop fails."})
final class DoctorCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LOCATION", description = "s3:// or gs://BUCKET/PREFIX, or a directory.")
    private String location = "";

    @Option(names = "--read-only", description = "Do not try to write.")
    private boolean readOnly;

    @Mixin
    private PlaceOptions reach = new PlaceOptions();

    @Option(names = "--json", description = "Print one JSON object a line, one for each hop.")
    private boolean json;

    private final Console console;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Wiring wiring = Wiring.forShortCommands(console.environment());
        Place read = new Places(wiring.env().disk(), console).read(location);
        Location place = read.location();
        StoreOptions options = reach.of(read);
        if (!json) {
            String service = wiring.endpoint(place, Side.SOURCE, options);
            console.out().println(place + (service.isEmpty() ? "" : " at " + service));
        }
        List<Examination.Hop> way = IdentityHops.of(wiring, place, options);
        way.forEach(this::show);
        if (way.stream().anyMatch(hop -> hop.failure().isPresent())) {
            return ExitCode.STOPPED;
        }
        try (ObjectStore store = wiring.open(place, Side.SOURCE, options, odd -> {
        }, failure -> {
        })) {
            List<Examination.Hop> hops = new Examination(wiring.env(), store, place.prefix()).execute(readOnly);
            hops.forEach(this::show);
            return hops.stream().allMatch(hop -> hop.failure().isEmpty()) ? ExitCode.GOOD : ExitCode.STOPPED;
        }
    }

    private void show(Examination.Hop hop) {
        if (json) {
            JsonText line = new JsonText().begin().name("hop").value(hop.name()).name("state").value(hop.state())
                    .name("found").value(hop.found());
            hop.failure().ifPresent(failure -> line.name("code").value(failure.code().name()).name("class")
                    .value(failure.failureClass().name()).name("message").value(failure.message()).name("advice")
                    .value(advice(failure)));
            console.out().println(line.end());
            return;
        }
        console.out().println("  " + hop.name() + " ".repeat(Math.max(1, 13 - hop.name().length())) + hop.state()
                + (hop.found().isEmpty() ? "" : "  " + hop.found()));
        hop.failure().ifPresent(this::explain);
    }

    private void explain(Failure failure) {
        console.out().println("               " + failure.code() + " (class " + failure.failureClass() + "): "
                + failure.message());
        console.out().println("               to do: " + advice(failure));
    }

    /// On the way to credentials the message itself says what is missing: there, advice about buckets would mislead.
    private static String advice(Failure failure) {
        boolean ofIdentity = failure.operation() == Operation.AUTHENTICATE
                && switch (failure.failureClass()) {
                    case ACCESS_DENIED, AUTH_INVALID, INVALID_RESPONSE, UNSUPPORTED -> true;
                    default -> false;
                };
        return ofIdentity
                ? "look at the reason above; docs/identity.md has the policies of every way"
                : Advice.on(failure.failureClass());
    }
}
