package dev.crossdock.demo;

import dev.crossdock.testkit.server.OracleObject;
import dev.crossdock.testkit.server.SdkOracle;
import dev.crossdock.testkit.store.AwkwardName;
import dev.crossdock.testkit.store.AwkwardNames;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;

/// What is to be moved.
///
/// @param objects how many, as the source's own listing has it
/// @param bytes together
/// @param awkward how many of them have awkward names
record Cargo(int objects, long bytes, int awkward) {

    static final String LARGE = "containers/large.bin";
    static final String DENIED = "payroll/salaries.csv";
    static final int KILL_AFTER = 120;
    /// Pages of the source that a run may ask for.
    static final int LISTINGS_MOST = 2;

    private static final long LARGE_BYTES = 300L << 20;
    private static final int SMALL = 260;
    private static final int EMPTY = 20;

    static Cargo load(SdkOracle source) {
        CompletableFuture<Void> large = CompletableFuture.runAsync(() -> large(source));
        for (int i = 0; i < SMALL; i++) {
            source.put(Stage.SOURCE_BUCKET, key(i), text(i));
        }
        for (int i = 0; i < EMPTY; i++) {
            source.put(Stage.SOURCE_BUCKET, "empty/%02d".formatted(i), new byte[0]);
        }
        source.put(Stage.SOURCE_BUCKET, DENIED, text(0));
        int awkward = awkward(source);
        large.join();
        List<OracleObject> all = source.list(Stage.SOURCE_BUCKET, "");
        return new Cargo(all.size(), all.stream().mapToLong(OracleObject::sizeBytes).sum(), awkward);
    }

    /// The names that these servers can store and list: they refuse backslashes and cannot list control characters. The
    /// tests have other stores for those.
    private static int awkward(SdkOracle source) {
        int count = 0;
        for (AwkwardName each : AwkwardNames.all()) {
            if (each.xml() && each.key().indexOf('\\') < 0) {
                source.put(Stage.SOURCE_BUCKET, each.key(), each.why().getBytes(StandardCharsets.UTF_8));
                count++;
            }
        }
        return count;
    }

    /// New objects, other ones, and some that are gone.
    static void change(SdkOracle source) {
        for (int i = 0; i < 3; i++) {
            source.put(Stage.SOURCE_BUCKET, "crates/new/item-%03d.json".formatted(i), text(500 + i));
        }
        for (int i = 0; i < 2; i++) {
            source.put(Stage.SOURCE_BUCKET, key(i), text(600 + i));
        }
        for (int i = 2; i < 6; i++) {
            source.delete(Stage.SOURCE_BUCKET, key(i));
        }
    }

    /// Deletes most of what is there.
    ///
    /// @return how many objects
    static int empty(SdkOracle source) {
        for (int i = 6; i < SMALL; i++) {
            source.delete(Stage.SOURCE_BUCKET, key(i));
        }
        return SMALL - 6;
    }

    private static String key(int number) {
        return "crates/%02d/item-%03d.json".formatted(number % 10, number);
    }

    private static byte[] text(int number) {
        return "{\"item\": %d, \"weight\": \"%s\"}\n".formatted(number, "kg ".repeat(number * 7 % 900))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void large(SdkOracle source) {
        byte[] block = new byte[1 << 20];
        new Random(300).nextBytes(block);
        ContentStreamProvider content = () -> new Repeated(block, LARGE_BYTES);
        source.client().putObject(
                request -> request.bucket(Stage.SOURCE_BUCKET).key(LARGE).checksumAlgorithm(ChecksumAlgorithm.CRC32_C),
                RequestBody.fromContentProvider(content, LARGE_BYTES, "application/octet-stream"));
    }

    /// Many bytes without the memory for them: a block again and again, each time with its number in front.
    private static final class Repeated extends InputStream {

        private final byte[] block;
        private final long length;
        private long at;

        Repeated(byte[] block, long length) {
            this.block = block.clone();
            this.length = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) {
            if (at == length) {
                return -1;
            }
            int start = (int) (at % block.length);
            if (start == 0) {
                block[0] = (byte) (at / block.length);
            }
            int taken = (int) Math.min(Math.min(count, block.length - start), length - at);
            System.arraycopy(block, start, into, offset, taken);
            at += taken;
            return taken;
        }
    }
}
