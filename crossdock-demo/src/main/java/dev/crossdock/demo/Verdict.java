package dev.crossdock.demo;

import dev.crossdock.testkit.server.OracleObject;
import dev.crossdock.testkit.server.SdkOracle;
import java.io.IOException;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// What an independent client finds, said line by line.
final class Verdict {

    private final Stage stage;
    private final PrintStream out;
    private boolean good = true;

    Verdict(Stage stage, PrintStream out) {
        this.stage = stage;
        this.out = out;
    }

    /// Says whether something is as it should be.
    void check(boolean fine, String what) {
        out.println((fine ? "  [ok]  " : "  [BAD] ") + what);
        good &= fine;
    }

    /// Whether all of it was.
    boolean good() {
        return good;
    }

    /// Keys and sizes, as the source's own listing has them.
    Map<String, Long> source() {
        return listing(stage.source().oracle(), Stage.SOURCE_BUCKET);
    }

    /// Keys and sizes, as the target's own listing has them.
    Map<String, Long> target() {
        return listing(stage.target().oracle(), Stage.TARGET_BUCKET);
    }

    /// Uploads that are neither complete nor aborted.
    int underWay() {
        return stage.target().oracle().pendingUploads(Stage.TARGET_BUCKET).size();
    }

    /// Whether both sides have the same bytes at a key, read by the judge.
    boolean sameBytes(String key) {
        return sha256(stage.source().oracle(), Stage.SOURCE_BUCKET, key)
                .equals(sha256(stage.target().oracle(), Stage.TARGET_BUCKET, key));
    }

    private static Map<String, Long> listing(SdkOracle oracle, String bucket) {
        Map<String, Long> sizes = new TreeMap<>();
        for (OracleObject each : oracle.list(bucket, "")) {
            sizes.put(each.key(), each.sizeBytes());
        }
        return sizes;
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
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot read " + key, e);
        }
    }
}
