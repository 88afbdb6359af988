package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftPolicyTest {

    @Test
    void eachSettingIsChangedByItself() {
        DriftPolicy changed = DriftPolicy.ofDefaults()
                .withKsAtLeast(0.2)
                .withPsiAtLeast(0.25)
                .withMissingChangeAtLeast(0.01)
                .withSignificance(0.001)
                .withMinimumRows(30);

        assertThat(changed).isEqualTo(new DriftPolicy(0.2, 0.25, 0.01, 0.001, 30, false, Map.of(), null));
        assertThat(DriftPolicy.ofDefaults())
                .isEqualTo(new DriftPolicy(0.1, 0.2, 0.05, 0.05, 100, false, Map.of(), null));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.2, 0.05, 0.05, 100, ksAtLeast",
        "1.1, 0.2, 0.05, 0.05, 100, ksAtLeast",
        "NaN, 0.2, 0.05, 0.05, 100, ksAtLeast",
        "0.1, -1, 0.05, 0.05, 100, psiAtLeast",
        "0.1, 0.2, 2, 0.05, 100, missingChangeAtLeast",
        "0.1, 0.2, 0.05, 1, 100, significance",
        "0.1, 0.2, 0.05, 0.05, 0, minimumRows",
    })
    void settingsOutOfRangeAreNamed(
            double ks, double psi, double missing, double significance, long rows, String name) {
        assertThatThrownBy(() -> new DriftPolicy(ks, psi, missing, significance, rows, false, Map.of(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name);
    }

    @Test
    void theMoreSeriousVerdictWins() {
        assertThat(DriftVerdict.STABLE.and(DriftVerdict.STABLE)).isEqualTo(DriftVerdict.STABLE);
        assertThat(DriftVerdict.STABLE.and(DriftVerdict.INCONCLUSIVE)).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(DriftVerdict.INCONCLUSIVE.and(DriftVerdict.DRIFT)).isEqualTo(DriftVerdict.DRIFT);
        assertThat(DriftVerdict.DRIFT.and(DriftVerdict.STABLE)).isEqualTo(DriftVerdict.DRIFT);
    }

    @Test
    void anEffectThatMayReachItsThresholdDecidesNothingUnlessItIsSureToAndSignificant() {
        assertThat(new Finding(0.9, 0.9, 1.1, 0.001, null, "").verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(new Finding(1, 1, 1, 0.001, null, "").verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(new Finding(1, 0, 1, 0.1, null, "").verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(new Finding(0.9, 0.9, Math.nextDown(1.0), 0.001, null, "").verdict())
                .isEqualTo(DriftVerdict.STABLE);
    }

    @Test
    void theFeaturesOfAFamilyAreAdjustedTogether() {
        List<Evidence> adjusted = Evidence.adjusted(List.of(Evidence.exact(0.5, 0.01), Evidence.exact(0.4, 0.04)));

        assertThat(adjusted).containsExactly(Evidence.exact(0.5, 0.02), Evidence.exact(0.4, 0.04));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "12.5, 12.5",
        "0.00330349, 0.003303",
        "123456789, 1.235e8",
        "-0.00000123456, -1.235e-6",
        "1000000, 1000000",
        "Infinity, Infinity",
    })
    void figuresAreShort(double value, String text) {
        assertThat(Figures.text(value)).isEqualTo(text);
    }
}
