package dev.crossdock.app.cli;

import dev.crossdock.app.Side;
import dev.crossdock.app.StoreOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a command that has a source and a target reaches them.
final class SideOptions {

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--allow-plain-http", paramLabel = "HOST",
            description = "Talk to HOST without TLS, though it is not this machine.")
    private Set<String> plainHosts = Set.of();

    /// The place of one side.
    Place place(Side side, Places places, String text) {
        return switch (side) {
            case SOURCE -> source.place(places, text);
            case TARGET -> target.place(places, text);
        };
    }

    /// What is said of the place of one side, over what its store says.
    StoreOptions of(Side side, Place place) {
        return switch (side) {
            case SOURCE -> source.of(place, plainHosts);
            case TARGET -> target.of(place, plainHosts);
        };
    }

    /// What of it an order has to name besides the endpoints, which it has in their own places. Of a store of the
    /// configuration it has the name: its settings may change from one session of a run to the next.
    List<String> canonical(Place from, Place to) {
        List<String> options = new ArrayList<>(source.canonical(from));
        options.addAll(target.canonical(to));
        for (String each : plainHosts) {
            options.add("--allow-plain-http=" + each);
        }
        return options;
    }
}
