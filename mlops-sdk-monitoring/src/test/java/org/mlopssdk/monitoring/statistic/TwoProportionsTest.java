package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TwoProportionsTest {
    private static final TwoProportions TEST = TwoProportions.withDefaults();

    @Test
    void isExactWhereFewerThanFiveAreExpected() {
        assertThat(TEST.test(5, 10, 5, 10).method()).isEqualTo(PValueMethod.ASYMPTOTIC);
        assertThat(TEST.test(4, 10, 5, 10).method()).isEqualTo(PValueMethod.EXACT);
        assertThat(TEST.test(6, 10, 5, 10).method()).isEqualTo(PValueMethod.EXACT);
        assertThat(TEST.asymptotic().test(4, 10, 5, 10).method()).isEqualTo(PValueMethod.ASYMPTOTIC);
        assertThat(TEST.exact().test(500, 1000, 500, 1000).method()).isEqualTo(PValueMethod.EXACT);
        // Nothing to be exact about
        assertThat(TEST.exact().test(0, 10, 0, 10).method()).isEqualTo(PValueMethod.ASYMPTOTIC);
    }

    @Test
    void theTeaTastingLady() {
        // Fisher (1935): three of four cups right, R's fisher.test(matrix(c(3, 1, 1, 3), 2)): 0.4857143
        assertThat(TEST.test(3, 4, 1, 4).pValue()).isCloseTo(34.0 / 70, within(1e-15));
    }

    @Test
    void newcombesOwnExamples() {
        // Newcombe (1998), table II, method 10, contrasts (a) 56/70 - 48/80 and (h) 10/10 - 0/20
        assertThat(TEST.test(48, 80, 56, 70).difference().lower()).isCloseTo(0.0524, within(5e-5));
        assertThat(TEST.test(48, 80, 56, 70).difference().upper()).isCloseTo(0.3339, within(5e-5));
        assertThat(TEST.test(0, 20, 10, 10).difference().lower()).isCloseTo(0.6791, within(5e-5));
        assertThat(TEST.test(0, 20, 10, 10).difference().upper()).isEqualTo(1);
    }

    @Test
    void aTableBelowTheSmallestNumberHasAPValueOfZero() {
        assertThat(TEST.exact().test(0, 5000, 5000, 5000).pValue()).isZero();
        assertThat(TEST.test(0, 5000, 5000, 5000).pValue()).isZero();
    }

    @Test
    void oneSideIsAskedForInTheDirectionOfTheReference() {
        TwoProportions less = TEST.with(Alternative.LESS);

        // Fisher (1935), R's fisher.test(matrix(c(3, 1, 1, 3), 2), alternative = "greater"): 0.2428571
        assertThat(TEST.with(Alternative.GREATER).test(3, 4, 1, 4).pValue()).isCloseTo(17.0 / 70, within(1e-15));
        assertThat(less.test(1, 4, 3, 4).pValue()).isCloseTo(17.0 / 70, within(1e-15));
        assertThat(less.test(3, 4, 1, 4).pValue()).isCloseTo(69.0 / 70, within(1e-15));
        assertThat(less.test(0, 10, 0, 10).pValue()).as("nothing to tell").isEqualTo(1);
        assertThat(less.exact().test(0, 5000, 5000, 5000).pValue()).isZero();
        assertThat(less.exact().test(5000, 5000, 0, 5000).pValue()).isEqualTo(1);
        assertThat(less.test(230, 1000, 900, 1000).toString()).contains("(asymptotic; less)");
        assertThat(less.asymptotic()).hasToString("TwoProportions[pooled z, less, interval at 0.95]");
    }

    @Test
    void printsItself() {
        assertThat(TEST.test(230, 1000, 900, 1000))
                .hasToString("TwoProportions[0.23 to 0.9, p=1.303E-200 (asymptotic), difference in [0.6362, 0.7003]"
                        + " at 0.95]");
        assertThat(TEST)
                .hasToString("TwoProportions[pooled z, Fisher's where fewer than 5 are expected, interval at 0.95]");
        assertThat(TEST.exact().confidence(0.9)).hasToString("TwoProportions[Fisher's, interval at 0.9]");
        assertThat(TEST.asymptotic()).hasToString("TwoProportions[pooled z, interval at 0.95]");
    }

    @Test
    void refusesWhatIsNoShare() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(5, 4, 1, 1))
                .withMessageContainingAll("'referenceSuccesses'", "5 of 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(1, 4, -1, 1))
                .withMessageContaining("'currentSuccesses'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(0, 0, 1, 1))
                .withMessageContaining("'referenceSize'");
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.confidence(1));
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.confidence(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> ProportionInterval.wilson(2, 1, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> ProportionInterval.clopperPearson(1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(2, 1, 0.95));
        Interval any = new Interval(0, 1, 0.95);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwoProportionsResult(1, 2, PValueMethod.EXACT, Alternative.TWO_SIDED, 0, 0, any));
    }

    @Test
    void anIntervalHoldsItsEndsAndNoNaN() {
        Interval interval = new Interval(0.25, 0.5, 0.95);

        assertThat(interval.contains(0.25)).isTrue();
        assertThat(interval.contains(0.5)).isTrue();
        assertThat(interval.contains(0.51)).isFalse();
        assertThat(interval.contains(Double.NaN)).isFalse();
        assertThat(interval).hasToString("[0.25, 0.5] at 0.95");
    }
}
