package dev.crossdock.testkit.gcs;

/// What a connection does at the end of a request.
///
/// @param bodyBytes of the reply's body to send before the connection ends; [Long#MAX_VALUE] for all, and then it stays
///        open; negative to send nothing at all
/// @param reset whether the connection ends with a TCP reset
record Answer(Reply reply, long bodyBytes, boolean reset) {
    private static final Reply NOTHING = Reply.empty(500);

    static Answer of(Reply reply) {
        return new Answer(reply, Long.MAX_VALUE, false);
    }

    static Answer none(boolean reset) {
        return new Answer(NOTHING, -1, reset);
    }

    boolean isSilent() {
        return bodyBytes < 0;
    }

    boolean endsEarly() {
        return bodyBytes < reply.body().sizeBytes();
    }
}
