package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {

    @Test
    void agreesWithScipy() {
        for (String[] row : Oracle.rows("bh_cases.csv")) {
            double[] adjusted = BenjaminiHochberg.adjust(Oracle.numbers(row[0]));
            double[] expected = Oracle.numbers(row[1]);

            assertThat(adjusted).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                Oracle.assertNumber(adjusted[i], expected[i], "index " + i + " of " + row[0]);
            }
        }
    }

    @Test
    void noTestsNeedNoAdjustment() {
        assertThat(BenjaminiHochberg.adjust()).isEmpty();
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenjaminiHochberg.adjust(0.1, 1.1))
                .withMessageContainingAll("index 1", "1.1");
        assertThatIllegalArgumentException().isThrownBy(() -> BenjaminiHochberg.adjust(Double.NaN));
    }
}
