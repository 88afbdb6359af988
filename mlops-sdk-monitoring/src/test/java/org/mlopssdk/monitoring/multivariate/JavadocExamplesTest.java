package org.mlopssdk.monitoring.multivariate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.table.Table;

/** Runs the examples of this package's Javadoc, word for word. */
class JavadocExamplesTest {
    private final Table reference = Tables.bells(1, 100, 0);
    private final Table current = Tables.bells(2, 100, 2);

    @Test
    void domainClassifier() {
        DomainResult result = DomainClassifier.withDefaults().seed(42).compare(reference, current);

        assertThat(result.verdict()).isEqualTo(DomainVerdict.TOLD_APART);
    }

    @Test
    void maximumMeanDiscrepancy() {
        DiscrepancyResult result =
                MaximumMeanDiscrepancy.withDefaults().seed(42).test(reference, current);

        assertThat(result.pValue()).isEqualTo(0.001);
    }
}
