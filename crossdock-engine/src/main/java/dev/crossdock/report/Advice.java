package dev.crossdock.report;

import dev.crossdock.store.FailureClass;

/// What to do about each class of failure, in one sentence.
public final class Advice {

    private Advice() {}

    /// What somebody who meets this class for the first time should do.
    public static String on(FailureClass failureClass) {
        return switch (failureClass) {
            case THROTTLED -> "repeat the command later or with fewer --workers: the service asks for fewer requests";
            case TRANSIENT_SERVER -> "repeat the command; if it stays, give the service's support the request ids";
            case NETWORK, TRUNCATED ->
                "check the network to the endpoint (DNS, proxy, firewall), then repeat the command";
            case SOURCE_CHANGED -> "repeat the command when nobody writes to these objects";
            case SOURCE_MISSING -> "nothing: the objects are gone";
            case TARGET_CONFLICT ->
                "somebody else wrote to the target key: look at both objects and decide which one is to stay";
            case TARGET_RACE -> "repeat the command when no other program writes to these keys";
            case AUTH_EXPIRED -> "renew the credentials, then repeat the command";
            case CLOCK_SKEW -> "set this machine's clock (NTP), then repeat the command";
            case AUTH_INVALID ->
                "give valid credentials (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile), then repeat the command";
            case ACCESS_DENIED ->
                "grant s3:ListBucket and s3:GetObject on the source, and s3:PutObject and s3:GetObject on the target"
                        + " (or the file's permissions), then repeat the command";
            case KMS_DENIED ->
                "grant kms:Decrypt on the source's key; kms:GenerateDataKey and kms:Decrypt on the target's";
            case KMS_STATE -> "enable the encryption key, or choose another";
            case ARCHIVED -> "restore the objects from the archive, then repeat the command";
            case LOCKED -> "retention or a hold protects what is there: choose another target, or wait until it ends";
            case BUCKET_CONFIG -> "check the bucket's name, its region and the endpoint";
            case OBJECT_TOO_LARGE -> "the target cannot hold objects of that size";
            case OBJECT_NAME -> "the target cannot hold objects of that name: rename them, or copy them to a bucket";
            case QUOTA_FULL -> "make room at the target or raise its quota, then repeat the command";
            case UPLOAD_LOST ->
                "repeat the command; if it stays, look for a lifecycle rule that aborts multipart uploads early";
            case INTEGRITY ->
                "repeat the command; if it stays, bytes change on the way or at rest: check memory, disks and proxies";
            case INVALID_RESPONSE ->
                "check that the endpoint is an S3 service and no proxy or portal answers in its place";
            case UNSUPPORTED -> "the store lacks an ability that is needed";
            case CLIENT_BUG -> "this is a defect of Crossdock: please report it with this report";
            case LEDGER -> "check the disk under the state directory (CROSSDOCK_HOME)";
            case REFUSED -> "look at it with `crossdock plan --delete`; if meant, repeat it with --delete-limit N";
            case CANCELLED -> "repeat the command: it goes on where it was";
        };
    }
}
