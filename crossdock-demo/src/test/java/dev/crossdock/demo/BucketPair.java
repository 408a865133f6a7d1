package dev.crossdock.demo;

import dev.crossdock.testkit.server.OracleObject;
import dev.crossdock.testkit.server.SdkOracle;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// A pair whose target is a bucket.
///
/// @param source location
/// @param oracle client of the target's server
/// @param bucket the target
record BucketPair(String source, SdkOracle oracle, String bucket) implements Pair {

    @Override
    public String[] command() {
        return new String[]{"copy", source, "s3://" + bucket + '/', "--quiet"};
    }

    /// Requests of a killed process may still be under way at this server, which lists such keys before it has them.
    @Override
    public Map<String, String> target() {
        for (int attempt = 1;; attempt++) {
            try {
                return look();
            } catch (NoSuchKeyException e) {
                if (attempt == 20) {
                    throw e;
                }
            }
        }
    }

    private Map<String, String> look() {
        Map<String, String> found = new TreeMap<>();
        for (OracleObject each : oracle.list(bucket, "")) {
            found.put(each.key(), Tree.print(oracle.get(bucket, each.key())));
        }
        return found;
    }

    @Override
    public int leftOvers() {
        return oracle.pendingUploads(bucket).size();
    }

    /// Two uploads can be under creation when the process is killed: the service has them, nobody else has their ids.
    @Override
    public int leftOversMost(int kills) {
        return 2 * kills;
    }

    @Override
    public void emptyTarget() {
        oracle.list(bucket, "").forEach(each -> oracle.delete(bucket, each.key()));
        oracle.client().listMultipartUploads(request -> request.bucket(bucket)).uploads()
                .forEach(each -> oracle.client()
                        .abortMultipartUpload(
                                request -> request.bucket(bucket).key(each.key()).uploadId(each.uploadId())));
    }
}
