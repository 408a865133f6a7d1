package dev.crossdock.testkit.store;

import dev.crossdock.object.Keys;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/// Names as people and programs give them, and as nobody should.
final class KeySets {

    private KeySets() {}

    /// All sets, by name.
    static Map<String, SortedSet<String>> all(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, SortedSet<String>> all = new TreeMap<>();
        all.put("hex", hex(random, "", count));
        all.put("hex in a directory", hex(random, "data/obj-", count));
        all.put("padded numbers", padded("file-", count));
        all.put("numbers", numbers(count));
        all.put("one heavy directory", heavyDirectory(random, count));
        all.put("long common prefix", hex(random, "common/".repeat(130), count));
        all.put("letters of two kinds", strings(random, "ab", 40, count));
        all.put("control characters", strings(random, "\u0001\u0002\t\u001f!", 12, count));
        all.put("any characters",
                strings(random, "a/0\u007f\u00e9\u0fff\ud7ff\ue000\uffee\ud83d\ude80\udbff\udfff", 9, count));
        all.put("rockets", rockets(count));
        all.put("prefixes of one another", prefixes());
        all.put("clusters", clusters(random, count));
        all.put("directories", directories(count));
        return all;
    }

    static SortedSet<String> hex(SplittableRandom random, String prefix, int count) {
        SortedSet<String> keys = empty();
        while (keys.size() < count) {
            keys.add(prefix + HexFormat.of().toHexDigits(random.nextLong()));
        }
        return keys;
    }

    static SortedSet<String> padded(String prefix, int count) {
        SortedSet<String> keys = empty();
        for (int i = 0; i < count; i++) {
            keys.add(prefix + String.format(Locale.ROOT, "%010d", i));
        }
        return keys;
    }

    private static SortedSet<String> numbers(int count) {
        SortedSet<String> keys = empty();
        for (int i = 0; i < count; i++) {
            keys.add("n" + i);
        }
        return keys;
    }

    private static SortedSet<String> heavyDirectory(SplittableRandom random, int count) {
        SortedSet<String> keys = hex(random, "m/heavy/", count);
        for (char each = 'a'; each <= 'z'; each++) {
            keys.addAll(padded(each + "/", random.nextInt(300)));
        }
        return keys;
    }

    /// Strings of some characters; surrogates in `characters` go in pairs.
    private static SortedSet<String> strings(SplittableRandom random, String characters, int most, int count) {
        int[] points = characters.codePoints().toArray();
        SortedSet<String> keys = empty();
        for (int i = 0; i < count; i++) {
            StringBuilder key = new StringBuilder();
            for (int left = 1 + random.nextInt(most); left > 0; left--) {
                key.appendCodePoint(points[random.nextInt(points.length)]);
            }
            keys.add(key.toString());
        }
        return keys;
    }

    private static SortedSet<String> rockets(int count) {
        SortedSet<String> keys = empty();
        for (int i = 0; i < count; i++) {
            String number = String.format(Locale.ROOT, "%06d", i);
            keys.add(i % 3 == 0 ? "\ud83d\ude80/" + number : "photo-" + number + "-\ud83d\ude80.jpg");
        }
        return keys;
    }

    private static SortedSet<String> prefixes() {
        SortedSet<String> keys = empty();
        for (int i = 1; i < 1_000; i++) {
            keys.add("a".repeat(i));
            for (int digit = 0; digit < 10; digit++) {
                keys.add("a".repeat(i) + digit);
            }
        }
        return keys;
    }

    /// Groups of very different density, far apart and close together, made to be guessed wrong.
    private static SortedSet<String> clusters(SplittableRandom random, int count) {
        SortedSet<String> keys = empty();
        while (keys.size() < count) {
            String start = strings(random, "abmz059/-_.", 1 + random.nextInt(30), 1).first();
            int size = 1 << random.nextInt(13);
            keys.addAll(switch (random.nextInt(4)) {
                case 0 -> hex(random, start, size);
                case 1 -> padded(start, size);
                case 2 -> strings(random, "xy/", 20, size);
                default -> strings(random, start + "09", 6, size);
            });
        }
        return keys;
    }

    private static SortedSet<String> directories(int count) {
        SortedSet<String> keys = empty();
        for (int i = 0; i < count; i++) {
            keys.add(
                    "customers/" + Integer.toString(i / 500, 36) + "x/2024-" + i % 12 + "/invoice-" + i % 500 + ".pdf");
        }
        return keys;
    }

    private static SortedSet<String> empty() {
        return new TreeSet<>(Keys::compare);
    }
}
