package dev.crossdock.testkit.proxy;

import org.jspecify.annotations.Nullable;

/// One request's hold on at most one rule.
final class Claim {
    private final @Nullable Rule rule;
    private boolean fired;

    Claim(@Nullable Rule rule) {
        this.rule = rule;
    }

    Fault fault() {
        return rule == null ? Fault.pass() : rule.fault();
    }

    void fire() {
        if (rule != null && !fired) {
            fired = true;
            rule.countFired();
        }
    }

    void settle() {
        if (rule != null && !fired) {
            rule.giveBack();
        }
    }
}
