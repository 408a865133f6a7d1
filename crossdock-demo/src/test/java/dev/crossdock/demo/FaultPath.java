package dev.crossdock.demo;

/// From which kind of store to which other a run goes.
enum FaultPath {
    S3_TO_S3, LOCAL_TO_S3, S3_TO_LOCAL;

    boolean fromBucket() {
        return this != LOCAL_TO_S3;
    }

    boolean toBucket() {
        return this != S3_TO_LOCAL;
    }
}
