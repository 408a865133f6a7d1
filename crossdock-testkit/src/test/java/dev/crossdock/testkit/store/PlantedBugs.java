package dev.crossdock.testkit.store;

import dev.crossdock.env.Env;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.memory.MemoryStore;
import java.util.List;
import java.util.function.UnaryOperator;

/// One class per bug, each held against the part of the contract that has to find it. They are run by
/// [PlantedBugsTest] only, which expects them to fail.
final class PlantedBugs {

    private PlantedBugs() {}

    /// Every bug.
    static List<Class<? extends Harness>> all() {
        return List.of(
                CutReads.class, LongReads.class, FlippedReads.class, IgnoredRanges.class, IgnoredVersions.class,
                BlindStats.class, StaleStats.class, WrongChecksums.class, SwallowedErrors.class, CutWrites.class,
                FlippedWrites.class, PretendedWrites.class, WrongReplies.class, TrustedSizes.class,
                FourBytesCompared.class, WrittenInPlace.class, IgnoredPreconditions.class,
                LookedBeforeWriting.class, OmittedKeys.class, RepeatedKeys.class, SwappedKeys.class,
                EarlyEnds.class, PrefixesAsDirectories.class, InclusiveStarts.class, IgnoredUpperBounds.class,
                HiddenUploads.class, PretendedParts.class, CutParts.class, AbortedObjects.class,
                PretendedAborts.class, PretendedCompletions.class, IgnoredWholes.class,
                UnconditionalCompletions.class, UnconditionalDeletes.class, ForgottenBatchResults.class,
                PretendedDeletes.class, LostSources.class, DecodedKeys.class, NormalizedKeys.class,
                FoldedKeys.class, TrimmedKeys.class, DroppedAttributes.class, ForgottenEmptyObjects.class,
                BatchesCutShort.class);
    }

    /// A memory store with something wrong.
    abstract static class Harness implements StoreHarness {

        private final Env env = Env.production();
        private final ObjectStore store;

        Harness(UnaryOperator<ObjectStore> bug) {
            this.store = bug.apply(new MemoryStore("memory://planted", env.clock()));
        }

        @Override
        public ObjectStore store() {
            return store;
        }

        @Override
        public ObjectStore reopened() {
            return store;
        }

        @Override
        public Env env() {
            return env;
        }
    }

    /// Nothing wrong, wrapped like the others: proof that it is the bugs that are found.
    static final class Sound extends Harness
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
                NamesContract {
        Sound() {
            super(store -> new FaultyStore(new WrappedStore(store)));
        }
    }

    static final class CutReads extends Harness implements ReadContract {
        CutReads() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.READ, new Effect.Cut(1_000))));
        }
    }

    static final class LongReads extends Harness implements ReadContract {
        LongReads() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.READ, new Effect.Extend(7))));
        }
    }

    static final class FlippedReads extends Harness implements ReadContract {
        FlippedReads() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.READ, new Effect.Flip(0))));
        }
    }

    static final class IgnoredRanges extends Harness implements ReadContract {
        IgnoredRanges() {
            super(BuggyStores::ignoringRanges);
        }
    }

    static final class IgnoredVersions extends Harness implements ReadContract {
        IgnoredVersions() {
            super(BuggyStores::ignoringVersions);
        }
    }

    static final class BlindStats extends Harness implements StatContract {
        BlindStats() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.STAT, new Effect.Blind())));
        }
    }

    static final class StaleStats extends Harness implements StatContract {
        StaleStats() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.STAT, new Effect.Stale())));
        }
    }

    static final class WrongChecksums extends Harness implements StatContract {
        WrongChecksums() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.STAT, new Effect.WrongChecksums())));
        }
    }

    static final class SwallowedErrors extends Harness implements NamesContract {
        SwallowedErrors() {
            super(BuggyStores::findingNothingWrong);
        }
    }

    static final class CutWrites extends Harness implements WriteContract {
        CutWrites() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.WRITE, new Effect.Cut(100))));
        }
    }

    static final class FlippedWrites extends Harness implements WriteContract {
        FlippedWrites() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.WRITE, new Effect.Flip(9))));
        }
    }

    static final class PretendedWrites extends Harness implements WriteContract {
        PretendedWrites() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.WRITE, new Effect.Pretend())));
        }
    }

    static final class WrongReplies extends Harness implements WriteContract {
        WrongReplies() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.WRITE, new Effect.WrongChecksums())));
        }
    }

    static final class TrustedSizes extends Harness implements WriteContract {
        TrustedSizes() {
            super(BuggyStores::trustingSizes);
        }
    }

    static final class FourBytesCompared extends Harness implements WriteContract {
        FourBytesCompared() {
            super(BuggyStores::comparingFourBytes);
        }
    }

    static final class WrittenInPlace extends Harness implements WriteContract {
        WrittenInPlace() {
            super(BuggyStores::writingInPlace);
        }
    }

    static final class IgnoredPreconditions extends Harness implements PreconditionContract {
        IgnoredPreconditions() {
            super(BuggyStores::ignoringPreconditions);
        }
    }

    static final class LookedBeforeWriting extends Harness implements PreconditionContract {
        LookedBeforeWriting() {
            super(BuggyStores::lookingBeforeWriting);
        }
    }

    static final class OmittedKeys extends Harness implements ListContract {
        OmittedKeys() {
            super(store -> BuggyStores.with(store, Fault.nth(StoreCall.LIST, 3, new Effect.Omit())));
        }
    }

    static final class RepeatedKeys extends Harness implements ListContract {
        RepeatedKeys() {
            super(store -> BuggyStores.with(store, Fault.nth(StoreCall.LIST, 3, new Effect.Duplicate())));
        }
    }

    static final class SwappedKeys extends Harness implements ListContract {
        SwappedKeys() {
            super(store -> BuggyStores.with(store, Fault.nth(StoreCall.LIST, 3, new Effect.Swap())));
        }
    }

    static final class EarlyEnds extends Harness implements ListContract {
        EarlyEnds() {
            super(store -> BuggyStores.with(store, Fault.nth(StoreCall.LIST, 1_001, new Effect.Blind())));
        }
    }

    static final class PrefixesAsDirectories extends Harness implements ListContract {
        PrefixesAsDirectories() {
            super(BuggyStores::listingDirectories);
        }
    }

    static final class InclusiveStarts extends Harness implements ListContract {
        InclusiveStarts() {
            super(BuggyStores::listingFromInclusive);
        }
    }

    static final class IgnoredUpperBounds extends Harness implements ListContract {
        IgnoredUpperBounds() {
            super(BuggyStores::ignoringTheUpperBound);
        }
    }

    static final class HiddenUploads extends Harness implements UploadContract {
        HiddenUploads() {
            super(BuggyStores::hidingUploads);
        }
    }

    static final class PretendedParts extends Harness implements UploadContract {
        PretendedParts() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.PART, new Effect.Pretend())));
        }
    }

    static final class CutParts extends Harness implements UploadContract {
        CutParts() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.PART, new Effect.Cut(50))));
        }
    }

    static final class AbortedObjects extends Harness implements CompletionContract {
        AbortedObjects() {
            super(BuggyStores::abortingTheObject);
        }
    }

    static final class PretendedAborts extends Harness implements CompletionContract {
        PretendedAborts() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.ABORT, new Effect.Pretend())));
        }
    }

    static final class PretendedCompletions extends Harness implements CompletionContract {
        PretendedCompletions() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.COMPLETE, new Effect.Pretend())));
        }
    }

    static final class IgnoredWholes extends Harness implements CompletionContract {
        IgnoredWholes() {
            super(BuggyStores::ignoringTheWhole);
        }
    }

    static final class UnconditionalCompletions extends Harness implements CompletionContract {
        UnconditionalCompletions() {
            super(BuggyStores::completingUnconditionally);
        }
    }

    static final class UnconditionalDeletes extends Harness implements DeleteContract {
        UnconditionalDeletes() {
            super(BuggyStores::deletingAnyVersion);
        }
    }

    static final class ForgottenBatchResults extends Harness implements DeleteContract {
        ForgottenBatchResults() {
            super(BuggyStores::forgettingBatchResults);
        }
    }

    static final class PretendedDeletes extends Harness implements DeleteContract {
        PretendedDeletes() {
            super(store -> BuggyStores.with(store, Fault.every(StoreCall.DELETE, new Effect.Pretend())));
        }
    }

    static final class LostSources extends Harness implements CopyContract {
        LostSources() {
            super(BuggyStores::losingTheSource);
        }
    }

    static final class DecodedKeys extends Harness implements NamesContract {
        DecodedKeys() {
            super(BuggyStores::decodingKeys);
        }
    }

    static final class NormalizedKeys extends Harness implements NamesContract {
        NormalizedKeys() {
            super(BuggyStores::normalizingKeys);
        }
    }

    static final class FoldedKeys extends Harness implements NamesContract {
        FoldedKeys() {
            super(BuggyStores::foldingKeys);
        }
    }

    static final class TrimmedKeys extends Harness implements NamesContract {
        TrimmedKeys() {
            super(BuggyStores::trimmingKeys);
        }
    }

    static final class DroppedAttributes extends Harness implements StatContract {
        DroppedAttributes() {
            super(BuggyStores::droppingAttributes);
        }
    }

    static final class ForgottenEmptyObjects extends Harness implements WriteContract {
        ForgottenEmptyObjects() {
            super(BuggyStores::forgettingEmptyObjects);
        }
    }

    static final class BatchesCutShort extends Harness implements DeleteContract {
        BatchesCutShort() {
            super(BuggyStores::deletingAThousandAtMost);
        }
    }
}
