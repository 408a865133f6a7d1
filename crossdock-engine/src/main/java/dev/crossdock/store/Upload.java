package dev.crossdock.store;

import dev.crossdock.object.Checksum;
import java.util.List;
import java.util.Optional;

/// A large object being written in parts, invisible until it is complete. Parts may be written in any order and at
/// once; a part written again replaces the former one.
public interface Upload {

    /// Names this upload in a later process, through [ObjectStore#reopen]. It holds no secret. Whoever wants to find
    /// the upload again makes the token durable before the first part.
    String token();

    /// Writes a part.
    ///
    /// @param number from 1 to [Capabilities#partsMax]
    /// @param offset of its first byte in the object
    /// @throws StoreException UPLOAD_LOST if the upload is gone
    Written part(int number, long offset, Body body) throws StoreException;

    /// The parts that the store has, in order of their numbers: what a later process need not send again. A part that
    /// is still being written may be missing or be the former one.
    ///
    /// @return each with its checksum if the store knows it from the bytes that it has, else without
    /// @throws StoreException UPLOAD_LOST if the upload is gone, though some services show no parts instead;
    ///     ACCESS_DENIED if parts may not be listed
    List<UploadedPart> parts() throws StoreException;

    /// Makes the object visible, whole.
    ///
    /// @param parts all of them, in order
    /// @param precondition what must be at the key at this moment
    /// @param whole full-object checksum for the service to check, if there is one in an algorithm that it combines
    /// @throws StoreException CONFLICT if the precondition does not hold; TARGET_RACE if all parts must be sent anew;
    ///     UPLOAD_LOST if the upload is gone: it may have been completed by an earlier call whose reply was lost
    Written complete(List<UploadedPart> parts, Precondition precondition, Optional<Checksum> whole)
            throws StoreException;

    /// Removes the upload and its parts. Succeeds when it is gone already.
    void abort() throws StoreException;
}
