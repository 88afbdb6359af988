package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of two proportions and intervals of one against SciPy, and against exact fractions. */
class ProportionOracleTest {
    private static final List<String[]> CASES = Oracle.rows("proportion_cases.csv");

    private static TwoProportionsResult test(TwoProportions test, String[] row) {
        return test.test(
                Long.parseLong(row[0]), Long.parseLong(row[1]), Long.parseLong(row[2]), Long.parseLong(row[3]));
    }

    @Test
    void thePooledZ() {
        assertThat(CASES).hasSizeGreaterThan(130);
        for (String[] row : CASES) {
            TwoProportionsResult result = test(TwoProportions.withDefaults().asymptotic(), row);

            Oracle.assertDigits(result.statistic(), Oracle.number(row[4]), "z of " + String.join(" ", row));
            Oracle.assertTail(result.pValue(), Oracle.number(row[5]), "p of " + String.join(" ", row));
        }
    }

    @Test
    void fishersExactTest() {
        for (String[] row : CASES) {
            double p = test(TwoProportions.withDefaults().exact(), row).pValue();

            if (row[0].equals("500000")) { // too large for exact fractions, and SciPy is exact to ten digits only
                Oracle.assertProbability(p, Oracle.number(row[6]), String.join(" ", row));
            } else {
                Oracle.assertTail(p, Oracle.number(row[6]), String.join(" ", row));
            }
        }
    }

    @Test
    void oneSidedTests() {
        for (String[] row : CASES) {
            String what = String.join(" ", row);
            TwoProportions less = TwoProportions.withDefaults().with(Alternative.LESS);
            TwoProportions greater = TwoProportions.withDefaults().with(Alternative.GREATER);

            Oracle.assertTail(test(less.asymptotic(), row).pValue(), Oracle.number(row[13]), what);
            Oracle.assertTail(test(greater.asymptotic(), row).pValue(), Oracle.number(row[14]), what);
            if (row[0].equals("500000")) { // too large for exact fractions, as above
                Oracle.assertProbability(test(less.exact(), row).pValue(), Oracle.number(row[15]), what);
                Oracle.assertProbability(test(greater.exact(), row).pValue(), Oracle.number(row[16]), what);
            } else {
                Oracle.assertTail(test(less.exact(), row).pValue(), Oracle.number(row[15]), what);
                Oracle.assertTail(test(greater.exact(), row).pValue(), Oracle.number(row[16]), what);
            }
        }
    }

    @Test
    void newcombesInterval() {
        for (String[] row : CASES) {
            Interval interval = test(TwoProportions.withDefaults(), row).difference();

            Oracle.assertDigits(interval.lower(), Oracle.number(row[7]), "lower of " + String.join(" ", row));
            Oracle.assertDigits(interval.upper(), Oracle.number(row[8]), "upper of " + String.join(" ", row));
        }
    }

    @Test
    void wilsonAndClopperPearson() {
        for (String[] row : CASES) {
            String what = String.join(" ", row);
            Interval wilson = ProportionInterval.wilson(Long.parseLong(row[0]), Long.parseLong(row[1]), 0.99);
            Interval exact = ProportionInterval.clopperPearson(Long.parseLong(row[0]), Long.parseLong(row[1]), 0.99);

            Oracle.assertDigits(wilson.lower(), Oracle.number(row[9]), what);
            Oracle.assertDigits(wilson.upper(), Oracle.number(row[10]), what);
            // The incomplete beta function of commons-numbers loses digits in samples of a million: the error is up to
            // 5e-12.
            Oracle.assertNumber(exact.lower(), Oracle.number(row[11]), what);
            Oracle.assertNumber(exact.upper(), Oracle.number(row[12]), what);
        }
    }
}
