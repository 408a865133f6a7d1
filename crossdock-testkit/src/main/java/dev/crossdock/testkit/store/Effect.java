package dev.crossdock.testkit.store;

import dev.crossdock.store.FailureCode;

/// What a [Fault] does to the call that it is planted in.
public sealed interface Effect {

    /// Fails without doing anything. In any call.
    ///
    /// @param code what with
    record FailBefore(FailureCode code) implements Effect {}

    /// Does everything, and fails all the same: the reply is lost. In any call.
    ///
    /// @param code what with
    record FailAfter(FailureCode code) implements Effect {}

    /// The body of a READ ends after so many bytes, as if that were all; a WRITE or PART stores only so many.
    ///
    /// @param sizeBytes how many
    record Cut(long sizeBytes) implements Effect {}

    /// The body of a READ goes on with so many zeros after its end; a WRITE or PART stores them too.
    ///
    /// @param extraBytes how many
    record Extend(int extraBytes) implements Effect {}

    /// A READ gives, or a WRITE or PART stores, one flipped bit.
    ///
    /// @param index of the byte
    record Flip(long index) implements Effect {}

    /// A READ fails after so many bytes.
    ///
    /// @param sizeBytes how many
    /// @param code what with
    record Break(long sizeBytes, FailureCode code) implements Effect {}

    /// A WRITE, PART, COMPLETE, COPY, DELETE, ABORT or SETTLE does nothing and says that it has.
    record Pretend() implements Effect {}

    /// The reply to a WRITE, PART, COMPLETE or COPY, and a STAT or PARTS, shows no checksum.
    record HideChecksums() implements Effect {}

    /// The reply to a WRITE, PART, COMPLETE or COPY, and a STAT or PARTS, shows checksums of other bytes.
    record WrongChecksums() implements Effect {}

    /// The reply to a WRITE, COMPLETE or COPY does not tell the version.
    record HideVersion() implements Effect {}

    /// A STAT finds nothing; a LIST ends here.
    record Blind() implements Effect {}

    /// A STAT shows what the STAT before it showed of the key, or nothing if there was none.
    record Stale() implements Effect {}

    /// A LIST leaves this key out.
    record Omit() implements Effect {}

    /// A LIST gives this key twice.
    record Duplicate() implements Effect {}

    /// A LIST gives this key after the next one.
    record Swap() implements Effect {}
}
