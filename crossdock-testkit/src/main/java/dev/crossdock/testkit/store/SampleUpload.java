package dev.crossdock.testkit.store;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// An upload of three parts, as small as the store allows.
final class SampleUpload {

    static final int PARTS = 3;
    private static final int LAST_PART_BYTES = 1_001;
    private static final int PART_BYTES_MIN = 3_000;

    private final StoreProbe probe;
    private final Upload upload;
    private final byte[] bytes;
    private final int partBytes;
    private final SortedMap<Integer, UploadedPart> parts = new TreeMap<>();

    private SampleUpload(StoreProbe probe, Upload upload, byte[] bytes, int partBytes) {
        this.probe = probe;
        this.upload = upload;
        this.bytes = bytes;
        this.partBytes = partBytes;
    }

    static SampleUpload begin(StoreHarness harness, String key, long seed) throws StoreException {
        int partBytes = (int) Math.max(PART_BYTES_MIN, harness.store().capabilities().partBytesMin());
        byte[] bytes = SampleBytes.of(seed, (PARTS - 1) * partBytes + LAST_PART_BYTES);
        Upload upload = harness.store().upload(key, harness.probe().options(new Precondition.None()), bytes.length);
        return new SampleUpload(harness.probe(), upload, bytes, partBytes);
    }

    /// The same upload through another door, with the same parts.
    SampleUpload continuedBy(Upload other) {
        SampleUpload continued = new SampleUpload(probe, other, bytes, partBytes);
        continued.parts.putAll(parts);
        return continued;
    }

    Upload upload() {
        return upload;
    }

    byte[] bytes() {
        return bytes;
    }

    long offset(int number) {
        return (long) (number - 1) * partBytes;
    }

    byte[] bytes(int number) {
        int begin = (int) offset(number);
        return Arrays.copyOfRange(bytes, begin, Math.min(bytes.length, begin + partBytes));
    }

    Checksum checksum() {
        return SampleBytes.checksum(probe.algorithm(), bytes);
    }

    UploadedPart send(int number) throws StoreException {
        return probe.part(upload, number, offset(number), bytes(number));
    }

    void write(int number) throws StoreException {
        took(send(number));
    }

    void writeAll() throws StoreException {
        for (int number = 1; number <= PARTS; number++) {
            write(number);
        }
    }

    /// Writes other bytes of the same size.
    void writeOther(int number, long seed) throws StoreException {
        took(probe.part(upload, number, offset(number), SampleBytes.of(seed, bytes(number).length)));
    }

    void took(UploadedPart part) {
        parts.put(part.number(), part);
    }

    UploadedPart part(int number) {
        UploadedPart part = parts.get(number);
        if (part == null) {
            throw new AssertionError("part " + number + " was not written");
        }
        return part;
    }

    List<UploadedPart> parts() {
        return new ArrayList<>(parts.values());
    }

    Written complete(Precondition precondition) throws StoreException {
        return upload.complete(parts(), precondition, Optional.empty());
    }
}
