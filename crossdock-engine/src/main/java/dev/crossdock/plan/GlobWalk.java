package dev.crossdock.plan;

import dev.crossdock.plan.GlobStep.Kind;

/// One name on its way through a pattern. At every character it is at a set of steps, none of them twice; so there is
/// nothing to come back to, and the work per character is at most the number of steps.
final class GlobWalk {

    private final GlobStep[] steps;
    private final boolean anchored;
    private final int[] seen;
    private int[] present;
    private int[] following;
    private int count;
    private int round;

    GlobWalk(GlobStep[] steps, boolean anchored) {
        this.steps = steps;
        this.anchored = anchored;
        this.seen = new int[steps.length];
        this.present = new int[steps.length];
        this.following = new int[steps.length];
    }

    /// Whether what the name has from there on matches, or if the pattern is not anchored, what follows a later slash.
    boolean matches(CharSequence name, int from) {
        round = 1;
        reach(present, 0);
        int at = from;
        while (at < name.length()) {
            spread();
            if (count == 0 && anchored) {
                return false;
            }
            int codePoint = Character.codePointAt(name, at);
            at += Character.charCount(codePoint);
            take(codePoint);
            if (codePoint == '/' && !anchored) {
                reach(present, 0);
            }
        }
        spread();
        return seen[steps.length - 1] == round;
    }

    /// Adds the steps that are reached without taking a character.
    private void spread() {
        for (int i = 0; i < count; i++) {
            int index = present[i];
            GlobStep step = steps[index];
            if (step.kind() == Kind.FORK || step.kind() == Kind.JUMP) {
                reach(present, step.argument());
            }
            if (step.kind() == Kind.FORK || step.repeats()) {
                reach(present, index + 1);
            }
        }
    }

    /// Goes from the steps that take the character to the next ones.
    private void take(int codePoint) {
        int presentCount = count;
        count = 0;
        round++;
        for (int i = 0; i < presentCount; i++) {
            int index = present[i];
            GlobStep step = steps[index];
            if (step.takes(codePoint)) {
                reach(following, step.repeats() ? index : index + 1);
            }
        }
        int[] taken = present;
        present = following;
        following = taken;
    }

    private void reach(int[] into, int index) {
        if (seen[index] != round) {
            seen[index] = round;
            into[count++] = index;
        }
    }
}
