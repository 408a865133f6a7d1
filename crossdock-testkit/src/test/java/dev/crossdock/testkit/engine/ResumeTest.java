package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.copy.BufferPool;
import dev.crossdock.copy.CourierOptions;
import dev.crossdock.copy.Delivered;
import dev.crossdock.env.Env;
import dev.crossdock.env.OpenMode;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.local.LocalStore;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.sim.CrashMode;
import dev.crossdock.testkit.sim.SimDisk;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.testkit.store.Effect;
import dev.crossdock.testkit.store.Fault;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.StoreCall;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is stored of a large object when an attempt ends early is not sent again.
final class ResumeTest {

    private static final int PARTS = 5;
    private static final byte[] BYTES = SampleBytes.of(42, 4 * BufferPool.LARGE_BYTES + 4_321);
    private static final Path ROOT = Path.of("/data/tree");

    private final MemoryStore from = Samples.store("memory://from");
    private final MemoryStore to = Samples.store("memory://to");

    private Passage interrupted(ObjectStore source, ObjectStore target) throws Exception {
        Samples.put(from, Passage.KEY, BYTES);
        Passage passage = new Passage(source, target);
        Fault fault = passage.faultyTarget().plant(
                Fault.nth(StoreCall.PART, 3, new Effect.FailBefore(FailureCode.CONNECTION_LOST)));
        assertThat(passage.refusal()).isEqualTo(FailureCode.CONNECTION_LOST);
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(target.stat(Passage.KEY)).isEmpty();
        assertThat(passage.uploads().open()).hasSize(1);
        return passage;
    }

    private void checkArrived(Passage passage, ObjectStore target, Delivered delivered) throws StoreException {
        assertThat(Samples.bytes(target, Passage.KEY).orElseThrow()).isEqualTo(BYTES);
        assertThat(delivered.receipt().targetVersion()).isEqualTo(Samples.stat(target, Passage.KEY).version());
        assertThat(target.uploads("")).isEmpty();
        assertThat(passage.uploads().open()).isEmpty();
    }

    @Test
    void onlyWhatIsMissingIsReadAndSent() throws Exception {
        Passage first = interrupted(from, to);
        int stored = to.reopen(to.uploads("").getFirst().token()).parts().size();
        assertThat(stored).isBetween(2, PARTS - 1);

        Passage second = first.again();
        Delivered delivered = second.deliver();
        checkArrived(second, to, delivered);
        assertThat(second.target().parts()).isEqualTo(PARTS - stored);
        assertThat(second.source().reads()).isEqualTo(PARTS - stored);
        assertThat(delivered.receipt().sourceProof()).isEqualTo(SourceProof.STORED);
        assertThat(delivered.receipt().targetProof()).isEqualTo(TargetProof.SERVICE);
    }

    @Test
    void whereTheSourceKeepsNoDigestItsVersionIsTheProof() throws Exception {
        Passage second = interrupted(new TaciturnStore(from), to).again();
        Delivered delivered = second.deliver();
        checkArrived(second, to, delivered);
        assertThat(second.target().parts()).isLessThan(PARTS);
        assertThat(delivered.receipt().sourceProof()).isEqualTo(SourceProof.PINNED);
    }

    @Test
    void ofAChangedSourceNothingIsUsed() throws Exception {
        Passage second = interrupted(from, to).again();
        byte[] changed = SampleBytes.flipped(BYTES, 5);
        Samples.put(from, Passage.KEY, changed);
        second.deliver();
        assertThat(Samples.bytes(to, Passage.KEY).orElseThrow()).isEqualTo(changed);
        assertThat(second.target().parts()).isEqualTo(PARTS);
        assertThat(to.uploads("")).isEmpty();
        assertThat(second.uploads().open()).isEmpty();
    }

    @Test
    void withoutChecksumsOfPartsAllIsSentAgain() throws Exception {
        Passage second = interrupted(from, to).again();
        Fault fault = second.faultyTarget().plant(Fault.every(StoreCall.PARTS, new Effect.HideChecksums()));
        checkArrived(second, to, second.deliver());
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(second.target().parts()).isEqualTo(PARTS);
    }

    @Test
    void anUploadThatIsGoneIsBegunAnew() throws Exception {
        Passage second = interrupted(from, to).again();
        to.reopen(to.uploads("").getFirst().token()).abort();
        checkArrived(second, to, second.deliver());
        assertThat(second.target().parts()).isEqualTo(PARTS);
    }

    @Test
    void partsThatMayNotBeListedAreSentAgain() throws Exception {
        Passage second = interrupted(from, to).again();
        Fault fault = second.faultyTarget()
                .plant(Fault.every(StoreCall.PARTS, new Effect.FailBefore(FailureCode.ACCESS_DENIED)));
        checkArrived(second, to, second.deliver());
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(second.target().parts()).isEqualTo(PARTS);
    }

    @Test
    void anUploadIsNotGivenUpForALostReply() throws Exception {
        Passage second = interrupted(from, to).again();
        Fault fault = second.faultyTarget()
                .plant(Fault.every(StoreCall.PARTS, new Effect.FailBefore(FailureCode.CONNECTION_LOST)));
        assertThat(second.refusal()).isEqualTo(FailureCode.CONNECTION_LOST);
        assertThat(fault.fired()).isEqualTo(1);
        Passage third = second.again();
        checkArrived(third, to, third.deliver());
        assertThat(third.target().parts()).isLessThan(PARTS);
    }

    @Test
    void aWrongChecksumOfAStoredPartIsNoProof() throws Exception {
        Passage second = interrupted(from, to).again();
        Fault fault = second.faultyTarget().plant(Fault.every(StoreCall.PARTS, new Effect.WrongChecksums()));
        assertThat(second.refusal()).isEqualTo(FailureCode.CHECKSUM_MISMATCH);
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(to.stat(Passage.KEY)).isEmpty();
        assertThat(to.uploads("")).as("its parts are not to be trusted again").isEmpty();
        Passage third = second.again();
        checkArrived(third, to, third.deliver());
    }

    @Test
    void otherBytesStoredByAKilledProcessAreFound() throws Exception {
        Samples.put(from, Passage.KEY, BYTES);
        Passage first = new Passage(from, to);
        Fault flipped = first.faultyTarget().plant(Fault.nth(StoreCall.PART, 1, new Effect.Flip(99)));
        assertThat(first.refusal()).as("the reply shows it").isEqualTo(FailureCode.CHECKSUM_MISMATCH);
        assertThat(flipped.fired()).isEqualTo(1);
        assertThat(to.uploads("")).isEmpty();
    }

    /// Somebody has put another part into the upload between two sessions.
    @Test
    void aPartOfOtherBytesIsNotAccepted() throws Exception {
        Passage second = interrupted(from, to).again();
        var upload = to.reopen(to.uploads("").getFirst().token());
        var stored = upload.parts().getFirst();
        byte[] other = SampleBytes.of(4_711, (int) stored.sizeBytes());
        upload.part(stored.number(), (stored.number() - 1L) * BufferPool.LARGE_BYTES,
                SampleBytes.body(stored.checksum().orElseThrow().algorithm(), other));

        assertThat(second.refusal()).isEqualTo(FailureCode.CHECKSUM_MISMATCH);
        assertThat(to.stat(Passage.KEY)).isEmpty();
        Passage third = second.again();
        checkArrived(third, to, third.deliver());
    }

    /// A file has no digest that could show it: so what is stored is compared with what the file has now.
    @Test
    void aFileIsComparedWithWhatIsStored() throws Exception {
        SimDisk disk = disk();
        Simulation simulation = new Simulation(3, disk);
        LocalStore files = simulation.run(() -> {
            LocalStore store = new LocalStore(simulation.env(), ROOT);
            store.createRoot();
            Samples.put(store, Passage.KEY, BYTES);
            return store;
        });
        Passage second = interrupted(files, to).again();
        var upload = to.reopen(to.uploads("").getFirst().token());
        int stored = upload.parts().size();
        var first = upload.parts().getFirst();
        byte[] other = SampleBytes.of(4_711, (int) first.sizeBytes());
        upload.part(first.number(), (first.number() - 1L) * BufferPool.LARGE_BYTES,
                SampleBytes.body(first.checksum().orElseThrow().algorithm(), other));

        Delivered delivered = second.deliver();
        checkArrived(second, to, delivered);
        assertThat(second.target().parts()).isEqualTo(PARTS - stored + 1);
    }

    private static SimDisk disk() throws Exception {
        SimDisk disk = new SimDisk();
        disk.createDirectories(ROOT);
        disk.forceAll();
        return disk;
    }

    @ParameterizedTest
    @EnumSource(CrashMode.class)
    void aKilledDownloadGoesOnWithWhatIsOnDisk(CrashMode mode) throws Exception {
        Samples.put(from, Passage.KEY, BYTES);
        MemoryUploads log = new MemoryUploads();
        long steps = download(new Simulation(1, disk()), new MemoryUploads(), Long.MAX_VALUE, new int[1]);
        int spared = 0;
        for (int i = 1; i <= 6; i++) {
            Simulation killed = new Simulation(i, disk());
            download(killed, log, i * steps / 7, new int[1]);
            Simulation next = new Simulation(100 + i, killed.disk().crash(mode, i));
            // What was killed between its creation and the note of its token is known to nobody, and is for clean.
            Set<String> unknown = next.run(() -> uploads(next));
            unknown.removeAll(log.open());
            int[] reads = new int[1];
            download(next, log, Long.MAX_VALUE, reads);
            spared += PARTS - reads[0];
            assertThat(log.open()).isEmpty();
            next.run(() -> {
                LocalStore store = new LocalStore(next.env(), ROOT);
                assertThat(Samples.bytes(store, Passage.KEY).orElseThrow()).isEqualTo(BYTES);
                assertThat(uploads(next)).isEqualTo(unknown).hasSizeLessThan(2);
                return true;
            });
        }
        assertThat(spared).as("parts that were not read again").isPositive();
    }

    private static Set<String> uploads(Simulation simulation) throws StoreException {
        Set<String> tokens = new HashSet<>();
        for (PendingUpload each : new LocalStore(simulation.env(), ROOT).uploads("")) {
            tokens.add(each.token());
        }
        return tokens;
    }

    /// @return steps until it was done, or killed
    private long download(Simulation simulation, MemoryUploads log, long killAtStep, int[] reads) throws Exception {
        simulation.killAtStep(killAtStep);
        Env env = simulation.env();
        simulation.runUntilKilled(() -> {
            LocalStore store = new LocalStore(env, ROOT);
            store.createRoot();
            Passage passage = new Passage(simulation, log, new DistantStore(env, from, new HashSet<>()),
                    store, CourierOptions.PLAIN);
            if (store.stat(Passage.KEY).isEmpty()) {
                passage.attempt();
            }
            reads[0] = passage.source().reads();
            store.close();
            return true;
        });
        return simulation.steps();
    }

    @Test
    void bytesThatRottedOnDiskAreReadAgain() throws Exception {
        Samples.put(from, Passage.KEY, BYTES);
        Simulation simulation = new Simulation(5, disk());
        Env env = simulation.env();
        LocalStore files = new LocalStore(env, ROOT);
        MemoryUploads log = new MemoryUploads();
        simulation.run(() -> {
            files.createRoot();
            return true;
        });
        Passage first = new Passage(simulation, log, from, files, CourierOptions.PLAIN);
        first.faultyTarget()
                .plant(Fault.nth(StoreCall.PART, 5, new Effect.FailBefore(FailureCode.CONNECTION_LOST)));
        assertThat(first.refusal()).isEqualTo(FailureCode.CONNECTION_LOST);

        Simulation next = new Simulation(6, simulation.disk());
        next.run(() -> {
            Path bytes = next.env().disk().list(ROOT.resolve(".crossdock-tmp")).stream()
                    .filter(each -> each.toString().endsWith(".parts")).findFirst().orElseThrow();
            try (var file = next.env().disk().open(bytes, OpenMode.READ_WRITE)) {
                file.write(ByteBuffer.wrap(new byte[]{(byte) (BYTES[7] ^ 1)}), 7);
            }
            return true;
        });
        LocalStore reopened = new LocalStore(next.env(), ROOT);
        Passage second = new Passage(next, log, from, reopened, CourierOptions.PLAIN);
        second.deliver();
        assertThat(second.source().reads()).as("the one that failed and the one that rotted").isEqualTo(2);
        next.run(() -> {
            assertThat(Samples.bytes(reopened, Passage.KEY).orElseThrow()).isEqualTo(BYTES);
            return true;
        });
    }
}
