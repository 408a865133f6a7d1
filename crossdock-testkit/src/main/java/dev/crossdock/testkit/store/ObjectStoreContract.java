package dev.crossdock.testkit.store;

/// All that is asked of every store. A store that deviates overrides the test, with its reason in a comment.
///
/// Each test gets an instance of its own, as JUnit does it by default, and an empty store.
public abstract class ObjectStoreContract
        implements
            StatContract,
            ReadContract,
            WriteContract,
            PreconditionContract,
            ListContract,
            UploadContract,
            CompletionContract,
            DeleteContract,
            CopyContract,
            RaceContract,
            NamesContract {}
