package dev.crossdock.store;

import dev.crossdock.object.ObjectStat;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// One bucket, or one directory tree: the contract that every store fulfils, checked by `ObjectStoreContract`.
///
/// Keys are exact: never decoded, normalized or cleaned. At any key anyone sees nothing, the whole old object or the
/// whole new one. A call that fails has not changed what is at the key, except that the reply of a write, a
/// completion or a delete may have been lost: then the failure is of class NETWORK or TRANSIENT_SERVER, and looking
/// tells. Nothing is retried here. Safe for concurrent use.
public interface ObjectStore extends AutoCloseable {

    /// The store as people name it, without credentials, such as `s3://bucket` or `/data`.
    String name();

    /// What it can do; constant.
    Capabilities capabilities();

    /// Facts of the object at `key`, with its checksums and attributes, or empty when there is none.
    ///
    /// @throws StoreException never GONE; NO_SUCH_BUCKET if the whole store is missing
    Optional<ObjectStat> stat(String key) throws StoreException;

    /// Lists keys. No request is made before the first call of [Listing#next].
    Listing list(ListOptions options);

    /// Opens the object at `key`.
    ///
    /// @throws StoreException GONE if there is none; SOURCE_CHANGED if it is not the version asked for;
    ///     BAD_REQUEST if the range does not lie within it; RANGE_MISMATCH if the store answered another range
    ObjectReader read(String key, ReadOptions options) throws StoreException;

    /// Writes an object in one go, at most [Capabilities#writeBytesMax] bytes.
    ///
    /// @throws StoreException CONFLICT if the precondition does not hold; CHECKSUM_MISMATCH if the service got other
    ///     bytes than the body's checksum says; SHORT_READ or LONG_READ if the body breaks its promise of a size; a
    ///     failure of the body's source unchanged
    Written write(String key, WriteOptions options, Body body) throws StoreException;

    /// Begins an object of `sizeBytes` to be written in parts. The precondition in `options` is not looked at:
    /// completion has its own.
    Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException;

    /// Opens an upload of an earlier process again, without asking the store.
    ///
    /// @param token of [Upload#token]
    /// @throws StoreException BAD_REQUEST if it is no token of this store
    Upload reopen(String token) throws StoreException;

    /// Uploads under way for keys with that prefix, other tools' included.
    List<PendingUpload> uploads(String prefix) throws StoreException;

    /// Copies an object within the service.
    ///
    /// @param source a store of the same service, else UNSUPPORTED
    /// @param version the only acceptable version of the source
    /// @throws StoreException as for reading and writing
    Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
            throws StoreException;

    /// The tags of one version of an object; none where the store keeps none.
    ///
    /// @param version as a listing, stat or read showed it
    /// @throws StoreException GONE if there is no such object; ACCESS_DENIED if tags may not be read
    default SortedMap<String, String> tags(String key, String version) throws StoreException {
        return Collections.emptySortedMap();
    }

    /// Deletes objects, each on its own condition. An object that is gone already counts as deleted.
    ///
    /// @param deletions any number
    /// @return for each, in the same order, empty if it is deleted, else why not
    /// @throws StoreException if nothing is known of any of them
    List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException;

    /// A link that reads the object without credentials until it expires.
    ///
    /// @throws StoreException UNSUPPORTED where there is no such thing
    URI presign(String key, Duration validity) throws StoreException;

    /// Makes every write, completion and delete that has returned so far durable, against loss of power too. Stores
    /// whose service does that before it answers do nothing. A receipt is only recorded after this.
    void settle() throws StoreException;

    /// Closes connections. Calls under way fail. Idempotent, never throws.
    @Override
    void close();
}
