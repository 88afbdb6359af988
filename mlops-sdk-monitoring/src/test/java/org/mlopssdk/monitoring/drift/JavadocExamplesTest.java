package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;

/** Runs the examples of this package's Javadoc, word for word. */
class JavadocExamplesTest {
    private final Table training = Table.builder().column("x", new double[200]).build();

    @Test
    void driftReport() {
        Table lastWeek = training;
        DriftReport report = DriftReport.between(training, lastWeek);
        if (report.verdict() == DriftVerdict.DRIFT) {
            System.out.println(report);
        }

        assertThat(report.verdict()).isEqualTo(DriftVerdict.STABLE);
    }

    @Test
    void driftPolicy() {
        ReferenceProfile profile = ReferenceProfile.fit(training);
        Window window = profile.newWindow();
        DriftReport report = DriftPolicy.ofDefaults().withMinimumRows(500).compare(profile, window);

        assertThat(report.verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
    }
}
