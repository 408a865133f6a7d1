package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.plan.Plan;
import dev.crossdock.plan.Rules;
import dev.crossdock.run.Books;
import dev.crossdock.run.Run;
import dev.crossdock.run.Tally;
import dev.crossdock.run.Terms;
import dev.crossdock.store.Failure;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One transfer, from the words of a command to the end of its run.
///
/// @param console what it has of its caller
/// @param wiring opens what is needed
/// @param output how it shows what it does
record Transfer(Console console, Wiring wiring, OutputOptions output) {

    /// What of an order's source is to be looked at.
    interface Work {
        /// The planner for both opened ends.
        Run.Planner planner(Ends ends);
    }

    /// Everything below the source, by listings.
    Work everything(Rules rules) {
        return ends -> (before, earlier) -> {
            Order order = ends.order();
            return new Plan(order, rules, wiring.source(order, ends.source()), wiring.target(order, ends.target()),
                    before, earlier);
        };
    }

    /// Carries it out, with progress meanwhile and a report at the end.
    ///
    /// @return exit code
    /// @throws StoreException if the run could not begin, or its journal could not be ended
    int execute(Ends.Request request, Work work, Terms terms) throws StoreException {
        Tally tally = new Tally();
        Optional<ErrorLog> log = output.errorLog(console, wiring);
        Terms telling = log.isEmpty() ? terms : terms.telling(log.get()::take);
        Progress progress = Progress.start(console, wiring.env(), tally, output);
        Run.Result result;
        try {
            result = run(request, work, telling, tally);
        } finally {
            progress.close();
            log.ifPresent(ErrorLog::close);
        }
        return output.show(console, wiring, result);
    }

    private Run.Result run(Ends.Request request, Work work, Terms terms, Tally tally) throws StoreException {
        AtomicReference<@Nullable Run> running = new AtomicReference<>();
        Consumer<Failure> repeated = failure -> tally.repeated();
        try (Ends ends = Ends.open(wiring, console, request, odd -> tell(running.get(), odd), repeated)) {
            Order order = ends.order();
            wiring.createTarget(order.target());
            Books books = Books.open(wiring.ledger(), order);
            Run run = new Run(wiring.env(), order, terms, ends.source(), ends.target(), books, tally);
            running.set(run);
            Interrupts interrupts = Interrupts.to(run, console.err());
            try (CapsWatch _ = CapsWatch.start(console, wiring, books.opened().run())) {
                return run.execute(work.planner(ends));
            } finally {
                books.close();
                interrupts.close();
            }
        }
    }

    private static void tell(@Nullable Run run, Failure odd) {
        if (run != null) {
            run.oddity(odd);
        }
    }
}
