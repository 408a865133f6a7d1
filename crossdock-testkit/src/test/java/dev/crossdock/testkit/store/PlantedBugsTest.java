package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// The contract of stores can fail: it finds every bug that was planted for it.
class PlantedBugsTest {

    @ParameterizedTest
    @MethodSource("dev.crossdock.testkit.store.PlantedBugs#all")
    void aPlantedBugIsFound(Class<?> bug) {
        TestExecutionSummary summary = run(bug);

        assertThat(summary.getTestsStartedCount()).isPositive();
        assertThat(summary.getTestsFailedCount()).as("%s", bug.getSimpleName()).isPositive();
    }

    @Test
    void thereAreAtLeastFortyBugs() {
        assertThat(PlantedBugs.all()).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsFoundWhereNothingIsWrong() {
        TestExecutionSummary summary = run(PlantedBugs.Sound.class);

        assertThat(summary.getTestsStartedCount()).isGreaterThan(100);
        assertThat(summary.getFailures()).isEmpty();
    }

    private static TestExecutionSummary run(Class<?> tests) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build(), listener);
        return listener.getSummary();
    }
}
