package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.copy.BufferPool;
import dev.crossdock.copy.CourierOptions;
import dev.crossdock.copy.Delivered;
import dev.crossdock.copy.ServerSide;
import dev.crossdock.copy.StorageClasses;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Capabilities;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.local.LocalStore;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.sim.SimDisk;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.testkit.store.Effect;
import dev.crossdock.testkit.store.Fault;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.StoreCall;
import dev.crossdock.transfer.LeftBehind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What objects take along besides their bytes, and what is told of the rest.
final class BaggageTest {

    private static final int SMALL = 700;
    private static final int LARGE = BufferPool.LARGE_BYTES + 5;
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000, 123_456_789);
    private static final Map<String, String> HEADERS = Map.of("content-type", "text/plain; charset=utf-8",
            "content-encoding", "gzip", "cache-control", "no-cache");
    private static final Map<String, String> METADATA = Map.of("colour", "bl\u00fce", "mtime", "1700000000.123456789");
    private static final Map<String, String> TAGS = Map.of("team", "a b", "Cost", "");

    private final MemoryStore from = Samples.store("memory://from");
    private final MemoryStore to = Samples.store("memory://to");

    private void put(int sizeBytes, Attributes attributes) throws StoreException {
        put(sizeBytes, attributes, "");
    }

    private void put(int sizeBytes, Attributes attributes, String storageClass) throws StoreException {
        from.write(Passage.KEY, new WriteOptions(new Precondition.None(), Optional.empty(), attributes,
                Optional.empty(), storageClass), SampleBytes.body(Algorithm.CRC64NVME, SampleBytes.of(1, sizeBytes)));
    }

    private static Attributes arrived(ObjectStore store) throws StoreException {
        ObjectStat stat = Samples.stat(store, Passage.KEY);
        return stat.attributes().withTags(store.tags(Passage.KEY, stat.version()));
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void everythingArrivesWhereItCanBeKept(int sizeBytes) throws Exception {
        Attributes all = new Attributes(HEADERS, METADATA).withTags(TAGS);
        put(sizeBytes, all);
        Delivered delivered = new Passage(from, to).deliver();
        assertThat(arrived(to)).isEqualTo(all);
        assertThat(delivered.leftBehind()).isEmpty();
    }

    @Test
    void tagsThatMayNotBeReadStayBehind() throws Exception {
        put(SMALL, new Attributes(HEADERS, METADATA).withTags(TAGS));
        Passage passage = new Passage(from, to);
        Fault fault = passage.faultySource()
                .plant(Fault.every(StoreCall.TAGS, new Effect.FailBefore(FailureCode.ACCESS_DENIED)));
        Delivered delivered = passage.deliver();
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(delivered.leftBehind()).containsExactly(LeftBehind.TAGS);
        assertThat(arrived(to)).isEqualTo(new Attributes(HEADERS, METADATA));
    }

    @Test
    void tagsThatCannotBeReadNowAreNoReasonToLeaveThem() throws Exception {
        put(SMALL, Attributes.NONE.withTags(TAGS));
        Passage passage = new Passage(from, to);
        passage.faultySource()
                .plant(Fault.every(StoreCall.TAGS, new Effect.FailBefore(FailureCode.CONNECTION_LOST)));
        assertThat(passage.refusal()).isEqualTo(FailureCode.CONNECTION_LOST);
        assertThat(to.stat(Passage.KEY)).isEmpty();
    }

    @Test
    void objectsWithoutTagsAreNotAskedForThem() throws Exception {
        put(SMALL, new Attributes(HEADERS, METADATA));
        Passage passage = new Passage(from, to);
        Fault fault = passage.faultySource()
                .plant(Fault.every(StoreCall.TAGS, new Effect.FailBefore(FailureCode.ACCESS_DENIED)));
        assertThat(passage.deliver().leftBehind()).isEmpty();
        assertThat(fault.fired()).isZero();
    }

    @Test
    void howItWasUploadedIsNoPropertyOfAnObject() throws Exception {
        for (String[] each : new String[][]{{"aws-chunked", ""}, {"gzip,aws-chunked", "gzip"},
                {"aws-chunked, gzip", "gzip"}, {"br, aws-chunked, gzip", "br,gzip"}}) {
            put(SMALL, new Attributes(Map.of("content-encoding", each[0]), Map.of()));
            new Passage(from, to).deliver();
            assertThat(arrived(to).headers().getOrDefault("content-encoding", "")).isEqualTo(each[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void aFileTakesTheTimeThatAnObjectRemembers(int sizeBytes) throws Exception {
        put(sizeBytes, new Attributes(HEADERS, METADATA).withTags(TAGS));
        Simulation simulation = new Simulation(1, disk());
        LocalStore files = files(simulation);
        Delivered delivered = new Passage(simulation, new MemoryUploads(), from, files, CourierOptions.PLAIN)
                .deliver();
        assertThat(modified(simulation, files)).isEqualTo(TIME);
        assertThat(delivered.leftBehind()).containsExactlyInAnyOrder(LeftBehind.HEADERS, LeftBehind.METADATA,
                LeftBehind.TAGS);
    }

    @Test
    void nothingStaysBehindOfAnObjectThatIsOnlyBytes() throws Exception {
        put(SMALL, new Attributes(Map.of("content-type", "binary/octet-stream"), Map.of("mtime", "12.5")));
        Simulation simulation = new Simulation(1, disk());
        LocalStore files = files(simulation);
        Delivered delivered = new Passage(simulation, new MemoryUploads(), from, files, CourierOptions.PLAIN)
                .deliver();
        assertThat(delivered.leftBehind()).isEmpty();
        assertThat(modified(simulation, files)).isEqualTo(Instant.ofEpochSecond(12, 500_000_000));
    }

    @Test
    void whatIsNoTimeIsMetadata() throws Exception {
        put(SMALL, new Attributes(Map.of(), Map.of("mtime", "yesterday")));
        Simulation simulation = new Simulation(1, disk());
        LocalStore files = files(simulation);
        Delivered delivered = new Passage(simulation, new MemoryUploads(), from, files, CourierOptions.PLAIN)
                .deliver();
        assertThat(delivered.leftBehind()).containsExactly(LeftBehind.METADATA);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void anObjectRemembersTheTimeOfAFile(int sizeBytes) throws Exception {
        Simulation simulation = new Simulation(1, disk());
        LocalStore files = files(simulation);
        simulation.run(() -> files.write(Passage.KEY, new WriteOptions(new Precondition.None(), Optional.empty(),
                Attributes.NONE, Optional.of(TIME)),
                SampleBytes.body(Algorithm.CRC32C, SampleBytes.of(1, sizeBytes))));
        Delivered delivered = new Passage(simulation, new MemoryUploads(), files, to, CourierOptions.PLAIN).deliver();
        assertThat(delivered.leftBehind()).isEmpty();
        assertThat(arrived(to)).isEqualTo(new Attributes(Map.of(), Map.of("mtime", "1700000000.123456789")));
    }

    @Test
    void aTargetThatKeepsNothingIsToldOf() throws Exception {
        put(SMALL, new Attributes(HEADERS, METADATA).withTags(TAGS));
        Capabilities all = MemoryStore.everything();
        MemoryStore bare = new MemoryStore("memory://bare", new Simulation(1).env().clock(),
                new Capabilities("bare", EnumSet.allOf(Algorithm.class), all.checker(), true, true, true, true, false,
                        false, false, all.writeBytesMax(), 1, all.partBytesMax(), 10_000, 1_024));
        assertThat(new Passage(from, bare).deliver().leftBehind()).containsExactlyInAnyOrder(LeftBehind.values());
    }

    @Test
    void theStorageClassIsKeptWhenThatIsWanted() throws Exception {
        CourierOptions keeping = new CourierOptions(ServerSide.NEVER, StorageClasses.AS_SOURCE);
        for (String storageClass : new String[]{"STANDARD_IA", "STANDARD", ""}) {
            put(SMALL, Attributes.NONE, storageClass);
            new Passage(from, to, keeping).deliver();
            assertThat(Samples.stat(to, Passage.KEY).storageClass())
                    .isEqualTo(storageClass.equals("STANDARD") ? "" : storageClass);
            new Passage(from, to).deliver();
            assertThat(Samples.stat(to, Passage.KEY).storageClass()).isEmpty();
        }
        put(SMALL, Attributes.NONE, "STANDARD_IA");
        new Passage(from, to, new CourierOptions(ServerSide.ALLOWED, StorageClasses.AS_SOURCE)).deliver();
        assertThat(Samples.stat(to, Passage.KEY).storageClass()).isEqualTo("STANDARD_IA");
    }

    private static SimDisk disk() throws Exception {
        SimDisk disk = new SimDisk();
        disk.createDirectories(Path.of("/data"));
        disk.forceAll();
        return disk;
    }

    private static LocalStore files(Simulation simulation) throws Exception {
        LocalStore files = new LocalStore(simulation.env(), Path.of("/data/tree"));
        simulation.run(() -> {
            files.createRoot();
            return true;
        });
        return files;
    }

    private static Instant modified(Simulation simulation, LocalStore files) throws Exception {
        return simulation.run(() -> Samples.stat(files, Passage.KEY).modified().orElseThrow());
    }
}
