package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.copy.Finding;
import dev.crossdock.copy.Scrutiny;
import dev.crossdock.copy.Verdict;
import dev.crossdock.object.Location;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.plan.Filter;
import dev.crossdock.plan.Rules;
import dev.crossdock.run.Sample;
import dev.crossdock.run.Verification;
import dev.crossdock.run.VerificationTally.LeftOut;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.store.Effect;
import dev.crossdock.testkit.store.Fault;
import dev.crossdock.testkit.store.FaultyStore;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.StoreCall;
import dev.crossdock.testkit.store.WrappedStore;
import dev.crossdock.transfer.Order;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// That each key of either side gets exactly one verdict, and that nothing is concluded from what was not seen.
final class VerificationTest {

    private static final byte[] BYTES = SampleBytes.of(1, 100);

    private final MemoryStore source = Samples.store("memory://from");
    private final MemoryStore target = Samples.store("memory://to");

    @Test
    void everyKeyGetsItsVerdict() throws Exception {
        put("b-same", "d-same", "c-differs", "e-unreadable");
        Samples.put(target, "c-differs", SampleBytes.flipped(BYTES, 5));
        Samples.put(source, "a-missing", BYTES);
        Samples.put(target, "f-extra", BYTES);
        FaultyStore faulty = new FaultyStore(source);
        Fault fault = faulty.plant(Fault.every(StoreCall.STAT, new Effect.FailBefore(FailureCode.ACCESS_DENIED))
                .forKey("e-unreadable"));
        Survey survey = Survey.of(faulty, target, Scrutiny.CHECKSUM);
        assertThat(survey.stopped()).isEmpty();
        assertThat(survey.verdict("a-missing")).isEqualTo(Verdict.MISSING);
        assertThat(survey.verdict("b-same")).isEqualTo(Verdict.SAME);
        assertThat(survey.verdict("c-differs")).isEqualTo(Verdict.DIFFERS);
        assertThat(survey.verdict("d-same")).isEqualTo(Verdict.SAME);
        assertThat(survey.verdict("e-unreadable")).isEqualTo(Verdict.UNREADABLE);
        assertThat(survey.verdict("f-extra")).isEqualTo(Verdict.EXTRA);
        assertThat(survey.tally().checked()).isEqualTo(6);
        assertThat(survey.tally().count(Verdict.SAME)).isEqualTo(2);
        assertThat(survey.tally().sameBytes()).isEqualTo(200);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void keysAreMappedBetweenPrefixes() throws Exception {
        Samples.put(source, "logs/a", BYTES);
        Samples.put(source, "logs/b", BYTES);
        Samples.put(source, "logs0", BYTES);
        Samples.put(target, "copy/old/b", BYTES);
        Samples.put(target, "copy/old/c", BYTES);
        Samples.put(target, "copy/other", BYTES);
        Survey survey = Survey.of(Samples.order("logs/", "copy/old/"), source, target,
                Survey.demands(Scrutiny.CHECKSUM));
        assertThat(survey.findings().keySet()).containsExactly("logs/a", "logs/b", "logs/c");
        assertThat(survey.verdict("logs/a")).isEqualTo(Verdict.MISSING);
        assertThat(survey.verdict("logs/b")).isEqualTo(Verdict.SAME);
        assertThat(survey.verdict("logs/c")).isEqualTo(Verdict.EXTRA);
    }

    @Test
    void oneObjectIsNotAPrefix() throws Exception {
        Samples.put(source, "dir/log", BYTES);
        Samples.put(source, "dir/log-2", BYTES);
        Samples.put(target, "to/log-2", BYTES);
        Order one = Samples.order("dir/log", "to/");
        assertThat(Survey.of(one, source, target, Survey.demands(Scrutiny.CHECKSUM)).only().verdict())
                .isEqualTo(Verdict.MISSING);
        Samples.put(target, "to/log", BYTES);
        assertThat(Survey.of(one, source, target, Survey.demands(Scrutiny.CHECKSUM)).only().verdict())
                .isEqualTo(Verdict.SAME);
    }

    @Test
    void oneWayDoesNotTellOfExtras() throws Exception {
        put("a");
        Samples.put(target, "b", BYTES);
        Survey survey = Survey.of(Survey.ALL, source, target, new Verification.Demands(Scrutiny.CHECKSUM, Filter.ALL,
                Sample.ALL, Rules.Extras.LEAVE, 1));
        assertThat(survey.findings().keySet()).containsExactly("a");
        assertThat(survey.tally().leftOut(LeftOut.EXTRA)).isEqualTo(1);
    }

    @Test
    void theFilterCountsForBothSides() throws Exception {
        put("in/a", "in/b.tmp");
        Samples.put(source, "in/c.tmp", BYTES);
        Samples.put(target, "in/d.tmp", BYTES);
        Filter noTemporaries = (name, stat) -> name.endsWith(".tmp")
                ? Optional.of("--exclude *.tmp")
                : Optional.empty();
        Survey survey = Survey.of(Survey.ALL, source, target, new Verification.Demands(Scrutiny.CHECKSUM,
                noTemporaries, Sample.ALL, Rules.Extras.TELL, 1));
        assertThat(survey.findings().keySet()).containsExactly("in/a");
        assertThat(survey.tally().leftOut(LeftOut.EXCLUDED)).isEqualTo(3);
    }

    @Test
    void directoryMarkersAreNotMissingInAFilesystem() throws Exception {
        Samples.put(source, "d/", new byte[0]);
        Samples.put(source, "e/", BYTES);
        Order toDirectory = new Order("verify", Survey.ALL.source(), "https://a:443",
                new Location(Location.Scheme.LOCAL, "/data", ""), "");
        Survey survey = Survey.of(toDirectory, source, target, Survey.demands(Scrutiny.CHECKSUM));
        assertThat(survey.findings().keySet()).containsExactly("e/");
        assertThat(survey.tally().leftOut(LeftOut.DIRECTORY_MARKER)).isEqualTo(1);
        assertThat(Survey.of(source, target, Scrutiny.CHECKSUM).verdict("d/")).isEqualTo(Verdict.MISSING);
    }

    @Test
    void theSharesOfASampleAreEverythingOnce() throws Exception {
        for (int i = 0; i < 300; i++) {
            Samples.put(i % 3 == 0 ? target : source, "key-" + i, BYTES);
        }
        for (int of : List.of(1, 2, 7, 30)) {
            Set<String> covered = new HashSet<>();
            for (int share = 1; share <= of; share++) {
                Survey survey = Survey.of(Survey.ALL, source, target, new Verification.Demands(Scrutiny.CHECKSUM,
                        Filter.ALL, new Sample(share, of), Rules.Extras.TELL, 1));
                survey.findings().keySet().forEach(key -> assertThat(covered.add(key)).as(key).isTrue());
                assertThat(survey.findings()).as(share + "/" + of).isNotEmpty();
                assertThat(survey.findings().size() + survey.tally().leftOut(LeftOut.OTHER_SAMPLE)).isEqualTo(300);
            }
            assertThat(covered).hasSize(300);
        }
    }

    /// People go through the shares over weeks, with different versions perhaps.
    @Test
    void aKeyStaysInItsShare() {
        assertThat(List.of("a", "b", "dir/c", "ключ", "").stream().map(VerificationTest::share))
                .containsExactly(316, 705, 317, 624, 343);
    }

    private static int share(String name) {
        for (int share = 1; share <= 1000; share++) {
            if (new Sample(share, 1000).holds(name)) {
                return share;
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void listingsOutOfOrderStopIt() throws Exception {
        put("a", "b", "c", "d");
        for (Effect effect : List.of(new Effect.Swap(), new Effect.Duplicate())) {
            FaultyStore faulty = new FaultyStore(source);
            Fault fault = faulty.plant(Fault.nth(StoreCall.LIST, 2, effect));
            stopsWith(Survey.of(faulty, target, Scrutiny.CHECKSUM), FailureCode.LIST_ORDER, fault);
            FaultyStore faultyTarget = new FaultyStore(target);
            Fault targetFault = faultyTarget.plant(Fault.nth(StoreCall.LIST, 2, effect));
            stopsWith(Survey.of(source, faultyTarget, Scrutiny.CHECKSUM), FailureCode.LIST_ORDER, targetFault);
        }
    }

    @Test
    void aListingThatFailsMakesNothingMissing() throws Exception {
        put("a", "b", "c", "d");
        for (FailureCode code : List.of(FailureCode.SERVER_ERROR, FailureCode.ACCESS_DENIED)) {
            FaultyStore faulty = new FaultyStore(target);
            Fault fault = faulty.plant(Fault.nth(StoreCall.LIST, 3, new Effect.FailBefore(code)));
            Survey survey = Survey.of(source, faulty, Scrutiny.CHECKSUM);
            stopsWith(survey, code, fault);
            assertThat(survey.findings().values()).allMatch(each -> each.verdict() == Verdict.SAME);
        }
    }

    private static void stopsWith(Survey survey, FailureCode code, Fault fault) {
        assertThat(survey.stopped().orElseThrow().code()).isEqualTo(code);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void credentialsThatExpireStopIt() throws Exception {
        for (int i = 0; i < 100; i++) {
            put("key-" + i);
        }
        FaultyStore faulty = new FaultyStore(source);
        Fault fault = faulty.plant(Fault.every(StoreCall.STAT, new Effect.FailBefore(FailureCode.AUTH_EXPIRED)));
        Survey survey = Survey.of(faulty, target, Scrutiny.CHECKSUM);
        assertThat(survey.stopped().orElseThrow().code()).isEqualTo(FailureCode.AUTH_EXPIRED);
        assertThat(survey.findings()).hasSizeLessThan(100);
        assertThat(fault.fired()).isPositive();
    }

    /// A directory that may not be listed may have anything in it.
    @Test
    void whatIsInAnUnlistablePlaceIsUnreadable() throws Exception {
        put("a", "d/x", "d/y/z", "d-1", "e");
        ObjectStore hidden = new Locked(target, "d");
        Survey missing = Survey.of(source, hidden, Scrutiny.CHECKSUM);
        assertThat(missing.stopped()).isEmpty();
        assertThat(missing.findings().keySet()).containsExactly("a", "d", "d-1", "d/x", "d/y/z", "e");
        for (String key : List.of("d", "d/x", "d/y/z")) {
            assertThat(missing.finding(key)).isInstanceOf(Finding.Unreadable.class);
        }
        assertThat(missing.tally().count(Verdict.SAME)).isEqualTo(3);

        Survey extra = Survey.of(new Locked(source, "d"), target, Scrutiny.CHECKSUM);
        assertThat(extra.tally().count(Verdict.SAME)).isEqualTo(3);
        assertThat(extra.tally().count(Verdict.UNREADABLE)).isEqualTo(3);
    }

    private void put(String... keys) throws StoreException {
        for (String key : keys) {
            Samples.put(source, key, BYTES);
            Samples.put(target, key, BYTES);
        }
    }

    /// A store with a directory that may not be listed.
    private static final class Locked extends WrappedStore {

        private final String directory;

        Locked(ObjectStore inner, String directory) {
            super(inner);
            this.directory = directory;
        }

        @Override
        public Listing list(ListOptions options) {
            Listing listing = super.list(options);
            return new Listing() {
                private boolean refused;
                private boolean skipped;
                private Optional<ObjectStat> waiting = Optional.empty();

                @Override
                public Optional<ObjectStat> next() throws StoreException {
                    Optional<ObjectStat> next = waiting.isPresent() ? waiting : listing.next();
                    waiting = Optional.empty();
                    while (next.isPresent() && next.get().key().startsWith(directory + '/')) {
                        if (!skipped) {
                            refused = true;
                            waiting = next;
                            throw new StoreException(Failure.of(FailureCode.ACCESS_DENIED, Operation.LIST,
                                    name() + '/' + directory, "may not be listed"));
                        }
                        next = listing.next();
                    }
                    return next;
                }

                @Override
                public boolean skip() {
                    skipped = refused;
                    return skipped;
                }

                @Override
                public void close() {
                    listing.close();
                }
            };
        }
    }
}
