package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.copy.Evidence;
import dev.crossdock.copy.Finding;
import dev.crossdock.copy.Scrutiny;
import dev.crossdock.copy.Verdict;
import dev.crossdock.env.Env;
import dev.crossdock.plan.Filter;
import dev.crossdock.plan.Pairs;
import dev.crossdock.plan.Rules;
import dev.crossdock.run.Checked;
import dev.crossdock.run.Sample;
import dev.crossdock.run.Verification;
import dev.crossdock.run.VerificationTally;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.transfer.Order;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One verification and all that came out of it. Each is held to its promise that it changes nothing.
final class Survey {

    static final Order ALL = Samples.order("", "");

    private final SortedMap<String, Finding> findings = new TreeMap<>();
    private final VerificationTally tally = new VerificationTally();
    private final ReadOnlyStore source;
    private final ReadOnlyStore target;
    private Optional<Failure> stopped = Optional.empty();

    private Survey(ObjectStore source, ObjectStore target) {
        this.source = new ReadOnlyStore(source);
        this.target = new ReadOnlyStore(target);
    }

    static Survey of(ObjectStore source, ObjectStore target, Scrutiny scrutiny) throws Exception {
        return of(ALL, source, target, demands(scrutiny));
    }

    static Survey of(Order order, ObjectStore source, ObjectStore target, Verification.Demands demands)
            throws Exception {
        Simulation simulation = new Simulation(1);
        return simulation.run(() -> of(simulation.env(), order, source, target, demands));
    }

    static Survey of(Env env, Order order, ObjectStore source, ObjectStore target, Verification.Demands demands) {
        Survey survey = new Survey(source, target);
        survey.execute(env, order, demands);
        return survey;
    }

    static Verification.Demands demands(Scrutiny scrutiny) {
        return new Verification.Demands(scrutiny, Filter.ALL, Sample.ALL, Rules.Extras.TELL, 3);
    }

    private void execute(Env env, Order order, Verification.Demands demands) {
        Verification verification = new Verification(env, order, source, target, demands, tally,
                some -> some.forEach(this::take));
        stopped = verification.execute(Pairs.of(order, source, target, ObjectStore::list));
        assertThat(source.forbidden()).isEmpty();
        assertThat(target.forbidden()).isEmpty();
        assertThat(tally.checked()).isEqualTo(findings.size());
    }

    private void take(Checked checked) {
        assertThat(findings.put(checked.key(), checked.finding())).as("a verdict before on " + checked.key()).isNull();
    }

    Map<String, Finding> findings() {
        return findings;
    }

    /// The verdict on the only key.
    Finding only() {
        assertThat(stopped).isEmpty();
        assertThat(findings).hasSize(1);
        return finding(findings.firstKey());
    }

    Verdict verdict(String key) {
        return finding(key).verdict();
    }

    Finding finding(String key) {
        return Objects.requireNonNull(findings.get(key), key);
    }

    void isSameBy(Evidence evidence) {
        assertThat(only()).isInstanceOfSatisfying(Finding.Same.class,
                same -> assertThat(same.evidence()).isEqualTo(evidence));
        assertThat(tally.sameBy(evidence)).isEqualTo(1);
    }

    void differsBy(Evidence evidence, String why) {
        assertThat(only()).isInstanceOfSatisfying(Finding.Differs.class, differs -> {
            assertThat(differs.evidence()).isEqualTo(evidence);
            assertThat(differs.why()).contains(why);
        });
    }

    void made(int sourceStats, int sourceReads, int targetStats, int targetReads) {
        assertThat(new int[]{source.stats(), source.reads(), target.stats(), target.reads()})
                .containsExactly(sourceStats, sourceReads, targetStats, targetReads);
    }

    VerificationTally tally() {
        return tally;
    }

    Optional<Failure> stopped() {
        return stopped;
    }
}
