package dev.crossdock.store;

import dev.crossdock.env.Env;
import java.util.function.Consumer;

/// Repeats single calls that are safe to repeat.
final class Repeater {

    /// One call.
    interface Call<T> {
        T run() throws StoreException;
    }

    private final Env env;
    private final RetryPolicy policy;
    private final RetryBudget budget;
    private final Consumer<Failure> repeated;

    Repeater(Env env, RetryPolicy policy, RetryBudget budget, Consumer<Failure> repeated) {
        this.env = env;
        this.policy = policy;
        this.budget = budget;
        this.repeated = repeated;
    }

    <T> T call(Call<T> call) throws StoreException {
        budget.earn();
        for (int failed = 1;; failed++) {
            try {
                return call.run();
            } catch (StoreException e) {
                pauseOrThrow(failed, e);
            }
        }
    }

    /// Waits for the next attempt, or passes the failure on if there is none.
    void pauseOrThrow(int failed, StoreException e) throws StoreException {
        if (failed >= policy.attemptsMax() || !passing(e.failure())) {
            throw e;
        }
        budget.spend();
        env.tasks().sleep(policy.pause(failed, e.failure(), env.entropy().nextFraction()));
        repeated.accept(e.failure());
    }

    private static boolean passing(Failure failure) {
        return switch (failure.failureClass().action()) {
            case RETRY, SLOW -> true;
            case RESTART, FAIL, SKIP, STOP -> false;
        };
    }
}
