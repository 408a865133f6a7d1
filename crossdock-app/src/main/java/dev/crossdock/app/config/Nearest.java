package dev.crossdock.app.config;

import java.util.Collection;
import java.util.Optional;

/// Finds what somebody probably meant.
public final class Nearest {

    private Nearest() {}

    /// The candidate that takes the fewest changes of single letters (missing, added, wrong, two swapped), if that is at
    /// most one for every three letters (a word of five may have two), and at most three.
    ///
    /// @param typed what was written
    /// @param candidates what exists
    /// @return empty if nothing is near; the first of those equally near
    public static Optional<String> to(String typed, Collection<String> candidates) {
        Optional<String> nearest = Optional.empty();
        int best = Math.min(3, Math.max(1, (typed.length() + 1) / 3)) + 1;
        for (String each : candidates) {
            if (Math.abs(each.length() - typed.length()) < best) {
                int distance = distance(typed, each);
                if (distance < best) {
                    best = distance;
                    nearest = Optional.of(each);
                }
            }
        }
        return nearest;
    }

    /// `did you mean "NAME" ?`, or what else to say.
    static String hint(String typed, Collection<String> candidates) {
        return to(typed, candidates).map(each -> "did you mean \"" + each + "\" ?")
                .orElseGet(() -> candidates.isEmpty() ? "there is none" : "there are " + String.join(", ", candidates));
    }

    /// Optimal string alignment, three rows at a time.
    private static int distance(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[other.length()];
    }
}
