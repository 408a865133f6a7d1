package dev.crossdock.demo;

import dev.crossdock.testkit.server.OracleObject;
import dev.crossdock.testkit.server.SdkOracle;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// What an independent client finds.
///
/// @param lines for people
/// @param good whether all of it is as it should be
record Verdict(List<String> lines, boolean good) {

    static Verdict of(Stage stage, Cargo cargo, Faults faults, Shipping shipping) {
        List<String> lines = new ArrayList<>();
        boolean good = sameObjects(stage, cargo, lines);
        good &= check(lines, sha256(stage.source().oracle(), Stage.SOURCE_BUCKET, Cargo.LARGE)
                .equals(sha256(stage.target().oracle(), Stage.TARGET_BUCKET, Cargo.LARGE)),
                "the SHA-256 of the 300 MiB object is the same on both sides");
        good &= check(lines, stage.target().oracle().pendingUploads(Stage.TARGET_BUCKET).isEmpty(),
                "no upload is left half made at the target");
        good &= check(lines, faults.reset().fired() == 1,
                "the connection was reset in mid-body once, and the read went on where it broke off");
        good &= check(lines,
                faults.refusal().fired() > 0 && shipping.report().contains("ACCESS_DENIED")
                        && shipping.report().contains(Cargo.DENIED),
                "the refused object is named in the report, with class and code");
        return new Verdict(List.copyOf(lines), good);
    }

    private static boolean sameObjects(Stage stage, Cargo cargo, List<String> lines) {
        Map<String, Long> expected = listing(stage.source().oracle(), Stage.SOURCE_BUCKET);
        expected.remove(Cargo.DENIED);
        Map<String, Long> found = listing(stage.target().oracle(), Stage.TARGET_BUCKET);
        return check(lines, expected.size() == cargo.objects() - 1 && expected.equals(found),
                "%d objects at the target, the same keys and sizes as at the source but for the refused one"
                        .formatted(found.size()));
    }

    private static Map<String, Long> listing(SdkOracle oracle, String bucket) {
        Map<String, Long> sizes = new TreeMap<>();
        for (OracleObject each : oracle.list(bucket, "")) {
            sizes.put(each.key(), each.sizeBytes());
        }
        return sizes;
    }

    private static boolean check(List<String> lines, boolean good, String what) {
        lines.add((good ? "[ok]  " : "[BAD] ") + what);
        return good;
    }

    private static String sha256(SdkOracle oracle, String bucket, String key) {
        try (ResponseInputStream<GetObjectResponse> in = oracle.client()
                .getObject(request -> request.bucket(bucket).key(key))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 20];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (java.io.IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot read " + key, e);
        }
    }
}
