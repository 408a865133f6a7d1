package dev.crossdock.testkit.gcs;

/// What the connections ask.
interface Service {

    /// The head of a request is there.
    ///
    /// @return of the body, how many bytes to take before the connection is reset; [Long#MAX_VALUE] for all
    long arrived(Call call);

    /// The body is there, too, or as much of it as came.
    Answer answer(Call call);
}
