package dev.crossdock.testkit.sim;

import java.util.List;
import java.util.SplittableRandom;

/// Decides what a crash keeps.
final class Crash {

    private final SplittableRandom random;

    Crash(SplittableRandom random) {
        this.random = random;
    }

    void keep(CrashMode mode, List<Change> unforced, DiskImage image) {
        switch (mode) {
            case NONE -> {
                // What was forced is there already.
            }
            case ALL -> keepFirst(unforced, unforced.size(), image);
            case PREFIX -> keepPrefix(unforced, image);
            case SUBSET -> keepSubset(unforced, image);
        }
    }

    private static void keepFirst(List<Change> unforced, int count, DiskImage image) {
        for (Change change : unforced.subList(0, count)) {
            change.applyTo(image);
        }
    }

    private void keepPrefix(List<Change> unforced, DiskImage image) {
        int count = random.nextInt(unforced.size() + 1);
        keepFirst(unforced, count, image);
        if (count < unforced.size()) {
            keepPart(unforced.get(count), image);
        }
    }

    private void keepSubset(List<Change> unforced, DiskImage image) {
        // Some crashes keep nearly all and some nearly nothing; both find faults that a fair coin rarely does.
        int keptOfEight = 1 + random.nextInt(7);
        for (Change change : unforced) {
            if (random.nextInt(8) < keptOfEight) {
                if (random.nextInt(4) == 0) {
                    keepPart(change, image);
                } else {
                    change.applyTo(image);
                }
            }
        }
    }

    /// Only writes can be torn: names change in whole or not at all.
    private void keepPart(Change change, DiskImage image) {
        if (!(change instanceof Change.Write write) || write.length() == 0) {
            return;
        }
        int length = write.length();
        int from = random.nextBoolean() ? 0 : random.nextInt(length);
        int to = from + random.nextInt(length - from + 1);
        write.applyPart(image, from, to);
        if (random.nextInt(4) == 0) {
            write.applySize(image);
        }
    }
}
