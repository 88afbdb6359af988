package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

    @Test
    void featurePolicy() {
        DriftPolicy policy = DriftPolicy.ofDefaults()
                .forFeature("amount", p -> p.withKsAtLeast(0.2).withWeight(3))
                .forFeature("customer.id", p -> p.ignored("an identifier"))
                .forFeature(
                        "daylight",
                        p -> p.exceptedUntil(Instant.parse("2027-03-01T00:00:00Z"), "days are short in winter"));

        assertThat(policy.features()).containsOnlyKeys("amount", "customer.id", "daylight");
    }

    @Test
    void commonThresholds() {
        DriftPolicy policy = DriftPolicy.ofDefaults()
                .withKsAtLeast(CommonThresholds.KS_LARGE)
                .withPsiAtLeast(CommonThresholds.PSI_CREDIT_SCORING);

        assertThat(policy.ksAtLeast()).isEqualTo(0.2);
        assertThat(policy.psiAtLeast()).isEqualTo(0.25);
        assertThat(CommonThresholds.PSI_MODERATE)
                .isEqualTo(DriftPolicy.ofDefaults().ksAtLeast());
    }
}
