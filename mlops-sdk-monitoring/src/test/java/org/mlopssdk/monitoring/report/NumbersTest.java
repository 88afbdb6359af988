package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "0.2, 0", "-0.2, 0", "1, 2", "1.25, 3", "-1.26, -3", "-0.5, -1", "199.96, 400"})
    void coordinatesAreHalvesOfAPixel(double pixels, long halves) {
        assertThat(Numbers.halves(pixels)).isEqualTo(halves);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "0.1, 0.1",
        "12345.6, 12350",
        "-1.5, −1.5",
        "1e300, 1e300",
        "4.9e-324, 4.941e-324",
        "0.00001234, 1.234e-5",
        "Infinity, ∞",
        "-Infinity, −∞",
        "NaN, NaN",
    })
    void valuesHaveFourDigits(double value, String shown) {
        assertThat(Numbers.value(value)).isEqualTo(shown);
    }

    @Test
    void sharesThatAreNotNoneAndNotAllDoNotReadSo() {
        assertThat(Numbers.percent(0)).isEqualTo("0.0\u00a0%");
        assertThat(Numbers.percent(1e-9)).isEqualTo("<\u00a00.1\u00a0%");
        assertThat(Numbers.percent(1 - 1e-9)).isEqualTo(">\u00a099.9\u00a0%");
        assertThat(Numbers.percent(1)).isEqualTo("100.0\u00a0%");
    }

    @Test
    void edgesHaveAsManyDigitsAsTellThemApart() {
        assertThat(Numbers.distinct(new double[] {1, 2.5, 3})).containsExactly("1", "2.5", "3");
        assertThat(Numbers.distinct(new double[] {100.001, 100.002})).containsExactly("100.001", "100.002");
        assertThat(Numbers.distinct(new double[] {1, Math.nextUp(1.0)})).containsExactly("1", "1.0000000000000002");
    }
}
