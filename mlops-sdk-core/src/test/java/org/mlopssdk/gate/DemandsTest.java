package org.mlopssdk.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;
import static org.mlopssdk.gate.Condition.between;
import static org.mlopssdk.gate.Condition.dropAtMost;
import static org.mlopssdk.gate.Condition.riseAtMost;
import static org.mlopssdk.gate.Condition.riseAtMostPercent;
import static org.mlopssdk.gate.Verdict.FAIL;
import static org.mlopssdk.gate.Verdict.INCONCLUSIVE;
import static org.mlopssdk.gate.Verdict.PASS;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/** The truth table of what a condition demands of the data: confidence and rows. Each row has its verdict, and the sentence that a person acts on. */
class DemandsTest {

    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final Condition SURE = atLeast(0.78).withConfidence(0.95);
    private static final Condition FEW = atMost(20).withConfidence(0.95);
    private static final Condition WITHIN = between(0.4, 0.6).withConfidence(0.95);

    private static Metric f1(double value) {
        return Metric.of("f1", value);
    }

    private static Metric f1(double value, double lower, double upper) {
        return f1(value).withInterval(new Interval(lower, upper, 0.9));
    }

    private static CheckResult check(Condition condition, @Nullable Metric candidate, @Nullable Metric baseline) {
        Requirement requirement = new Requirement("f1", Map.of(), condition, false);
        Metrics metrics = candidate == null ? Metrics.none() : Metrics.of(candidate);
        return requirement
                .check(metrics, baseline == null ? null : Metrics.of(baseline))
                .get(0);
    }

    private static void assertChecked(CheckResult check, Verdict verdict, String sentence) {
        assertThat(check.sentence()).isEqualTo("f1 " + sentence);
        assertThat(check.verdict()).isEqualTo(verdict);
        GateReport report = GateReport.of("g", "candidate", null, List.of(check));
        assertThat(GateReport.fromJson(report.toJson()).checks()).containsExactly(check);
    }

    static Stream<Arguments> withConfidence() {
        return Stream.of(
                // the whole interval on the right side
                Arguments.of(
                        SURE,
                        f1(0.81, 0.79, 0.83).withN(412),
                        PASS,
                        "0.81 [0.79, 0.83], >= 0.78 required with confidence 0.95, n=412"),
                Arguments.of(
                        SURE, f1(0.81, 0.79, 0.83), PASS, "0.81 [0.79, 0.83], >= 0.78 required with confidence 0.95"),
                Arguments.of(FEW, f1(15, 12, 18), PASS, "15 [12, 18], <= 20 required with confidence 0.95"),
                Arguments.of(FEW, f1(15, -INF, 18), PASS, "15 [-Infinity, 18], <= 20 required with confidence 0.95"),
                Arguments.of(
                        WITHIN,
                        f1(0.5, 0.45, 0.55),
                        PASS,
                        "0.5 [0.45, 0.55], from 0.4 to 0.6 required with confidence 0.95"),
                // ties at the bound
                Arguments.of(
                        SURE, f1(0.81, 0.78, 0.83), PASS, "0.81 [0.78, 0.83], >= 0.78 required with confidence 0.95"),
                Arguments.of(
                        SURE, f1(0.78, 0.78, 0.78), PASS, "0.78 [0.78, 0.78], >= 0.78 required with confidence 0.95"),
                Arguments.of(
                        WITHIN,
                        f1(0.5, 0.4, 0.6),
                        PASS,
                        "0.5 [0.4, 0.6], from 0.4 to 0.6 required with confidence 0.95"),
                Arguments.of(
                        SURE,
                        f1(0.81, Math.nextDown(0.78), 0.83).withN(100),
                        INCONCLUSIVE,
                        "0.81 [0.7799999999999999, 0.83], >= 0.78 required with confidence 0.95, n=100; that may be"
                                + " chance, about 100 rows would tell"),
                Arguments.of(
                        SURE,
                        f1(0.78, 0.76, 0.80).withN(100),
                        INCONCLUSIVE,
                        "0.78 [0.76, 0.8], >= 0.78 required with confidence 0.95, n=100; that may be chance, it lies on"
                                + " the bound, where no number of rows tells"),
                Arguments.of(
                        SURE,
                        f1(0.76, 0.74, 0.78).withN(100),
                        INCONCLUSIVE,
                        "0.76 [0.74, 0.78] < 0.78 required with confidence 0.95, n=100; that may be chance, more rows"
                                + " would tell"),
                // the whole interval beyond
                Arguments.of(
                        SURE,
                        f1(0.74, 0.72, 0.76).withN(412),
                        FAIL,
                        "0.74 [0.72, 0.76] < 0.78 required with confidence 0.95, n=412"),
                Arguments.of(FEW, f1(25, 22, INF), FAIL, "25 [22, Infinity] > 20 required with confidence 0.95"),
                Arguments.of(WITHIN, f1(0.3, 0.2, 0.35), FAIL, "0.3 [0.2, 0.35] < 0.4 required with confidence 0.95"),
                Arguments.of(WITHIN, f1(0.7, 0.65, 0.8), FAIL, "0.7 [0.65, 0.8] > 0.6 required with confidence 0.95"),
                // straddling, on either side
                Arguments.of(
                        SURE,
                        f1(0.80, 0.76, 0.84).withN(412),
                        INCONCLUSIVE,
                        "0.8 [0.76, 0.84], >= 0.78 required with confidence 0.95, n=412; that may be chance, about"
                                + " 1,700 rows would tell"),
                Arguments.of(
                        SURE,
                        f1(0.77, 0.73, 0.81).withN(1000),
                        INCONCLUSIVE,
                        "0.77 [0.73, 0.81] < 0.78 required with confidence 0.95, n=1000; that may be chance, about"
                                + " 16,000 rows would tell"),
                Arguments.of(
                        FEW,
                        f1(22, 18, 26).withN(10),
                        INCONCLUSIVE,
                        "22 [18, 26] > 20 required with confidence 0.95, n=10; that may be chance, about 40 rows would"
                                + " tell"),
                Arguments.of(
                        WITHIN,
                        f1(0.45, 0.3, 0.65).withN(10),
                        INCONCLUSIVE,
                        "0.45 [0.3, 0.65], from 0.4 to 0.6 required with confidence 0.95, n=10; that may be chance,"
                                + " about 90 rows would tell"),
                Arguments.of(
                        WITHIN,
                        f1(0.58, 0.5, 0.62).withN(10),
                        INCONCLUSIVE,
                        "0.58 [0.5, 0.62], from 0.4 to 0.6 required with confidence 0.95, n=10; that may be chance,"
                                + " about 40 rows would tell"),
                Arguments.of(
                        SURE,
                        f1(0.80, 0.76, 0.84),
                        INCONCLUSIVE,
                        "0.8 [0.76, 0.84], >= 0.78 required with confidence 0.95; that may be chance, more rows would"
                                + " tell"),
                Arguments.of(
                        SURE,
                        f1(0.80, -INF, INF).withN(5),
                        INCONCLUSIVE,
                        "0.8 [-Infinity, Infinity], >= 0.78 required with confidence 0.95, n=5; that may be chance,"
                                + " more rows would tell"),
                Arguments.of(
                        SURE,
                        f1(0.78000000001, 0.5, 0.9).withN(1_000_000),
                        INCONCLUSIVE,
                        "0.78 [0.5, 0.9], >= 0.78 required with confidence 0.95, n=1000000; that may be chance, it is"
                                + " too close to the bound for any number of rows to tell"),
                // an interval that does not hold the value, as a bootstrap that corrects a bias may make: neither by
                // itself decides
                Arguments.of(
                        SURE,
                        f1(0.77, 0.79, 0.83).withN(100),
                        INCONCLUSIVE,
                        "0.77 [0.79, 0.83] < 0.78 required with confidence 0.95, n=100; that may be chance, about"
                                + " 3,600 rows would tell"),
                // no interval, or one of too low a confidence
                Arguments.of(
                        SURE,
                        f1(0.95).withN(412),
                        INCONCLUSIVE,
                        "0.95, >= 0.78 required with confidence 0.95, n=412, but there is no interval; log it with one"
                                + " of confidence 0.9 or more, withInterval(...)"),
                Arguments.of(
                        SURE,
                        f1(0.95).withInterval(new Interval(0.94, 0.96, 0.8)),
                        INCONCLUSIVE,
                        "0.95, >= 0.78 required with confidence 0.95, but its interval has confidence 0.8; log one of"
                                + " 0.9 or more"),
                Arguments.of(
                        SURE,
                        f1(0.95).withInterval(new Interval(0.94, 0.96, 0.99)),
                        PASS,
                        "0.95 [0.94, 0.96], >= 0.78 required with confidence 0.95"),
                // no number at all
                Arguments.of(SURE, f1(NAN, 0.79, 0.83), FAIL, "is NaN, >= 0.78 required"),
                Arguments.of(SURE, f1(INF, 0.79, INF), FAIL, "is Infinity, >= 0.78 required"),
                Arguments.of(SURE, null, FAIL, "was not logged; nothing was"),
                // what has to be known first
                Arguments.of(
                        atLeast(0.78).withConfidence(0.95).orInconclusive(),
                        f1(0.74, 0.72, 0.76),
                        INCONCLUSIVE,
                        "0.74 [0.72, 0.76] < 0.78 required with confidence 0.95"));
    }

    @ParameterizedTest
    @MethodSource("withConfidence")
    void aBoundWithConfidence(Condition condition, @Nullable Metric metric, Verdict verdict, String sentence) {
        assertChecked(check(condition, metric, null), verdict, sentence);
    }

    private static Metric f95(double value, double lower, double upper) {
        return f1(value).withInterval(new Interval(lower, upper, 0.95)).withN(400);
    }

    static Stream<Arguments> changesWithConfidence() {
        Condition drop = dropAtMost(0.02).withConfidence(0.95);
        Condition rise = riseAtMost(5).withConfidence(0.95);
        Condition percent = riseAtMostPercent(50).withConfidence(0.95);
        return Stream.of(
                Arguments.of(
                        drop,
                        f95(0.85, 0.83, 0.87),
                        f95(0.8, 0.78, 0.82),
                        PASS,
                        "0.85 [0.83, 0.87] against 0.8 [0.78, 0.82]: rise of 0.05, a drop of at most 0.02 is allowed"
                                + " with confidence 0.95, n=400"),
                Arguments.of(
                        drop, // the ends meet the bound
                        f95(0.82, 0.8, 0.84),
                        f95(0.8, 0.78, 0.82),
                        PASS,
                        "0.82 [0.8, 0.84] against 0.8 [0.78, 0.82]: rise of 0.02, a drop of at most 0.02 is allowed"
                                + " with confidence 0.95, n=400"),
                Arguments.of(
                        drop,
                        f95(0.7, 0.68, 0.72),
                        f95(0.8, 0.78, 0.82),
                        FAIL,
                        "0.7 [0.68, 0.72] against 0.8 [0.78, 0.82]: drop of 0.1, at most 0.02 allowed with confidence"
                                + " 0.95, n=400"),
                Arguments.of(
                        drop,
                        f95(0.8, 0.78, 0.82),
                        f95(0.8, 0.78, 0.82),
                        INCONCLUSIVE,
                        "0.8 [0.78, 0.82] against 0.8 [0.78, 0.82]: unchanged, at most 0.02 allowed with confidence"
                                + " 0.95, n=400; that may be chance, about 1,600 rows would tell; a paired difference"
                                + " needs fewer"),
                Arguments.of(
                        rise,
                        f95(30, 20, 40),
                        f95(20, 15, 25).withN(800),
                        INCONCLUSIVE,
                        "30 [20, 40] against 20 [15, 25]: rise of 10, at most 5 allowed with confidence 0.95, n=400;"
                                + " that may be chance, about 7,200 rows would tell; a paired difference needs fewer"),
                // a negative baseline: the share is of its magnitude, the direction stays
                Arguments.of(
                        percent,
                        f95(-12, -13, -11),
                        f95(-10, -10.5, -9.5),
                        PASS,
                        "-12 [-13, -11] against -10 [-10.5, -9.5]: drop of 20 %, a rise of at most 50 % is allowed with"
                                + " confidence 0.95, n=400"),
                Arguments.of(
                        percent,
                        f95(-2, -2.5, -1.5),
                        f95(-10, -10.5, -9.5),
                        FAIL,
                        "-2 [-2.5, -1.5] against -10 [-10.5, -9.5]: rise of 80 %, at most 50 % allowed with confidence"
                                + " 0.95, n=400"),
                // a baseline that may be zero: a share of next to nothing allows next to nothing
                Arguments.of(
                        percent,
                        f95(0.5, 0.4, 0.6),
                        f95(1, -1, 3),
                        INCONCLUSIVE,
                        "0.5 [0.4, 0.6] against 1 [-1, 3]: drop of 50 %, a rise of at most 50 % is allowed with"
                                + " confidence 0.95, n=400; that may be chance, about 1,800 rows would tell; a paired"
                                + " difference needs fewer"),
                Arguments.of(
                        percent,
                        f95(0.5, 0.4, 0.6),
                        f95(0, -1, 3),
                        INCONCLUSIVE,
                        "0.5, and a baseline of 0 has no percentage; ask for an absolute change"),
                Arguments.of(
                        riseAtMostPercent(200)
                                .withConfidence(0.95), // both ends of the baseline would allow it, 0 does not
                        f95(0.2, 0.1, 0.3),
                        f95(1, -1, 3),
                        INCONCLUSIVE,
                        "0.2 [0.1, 0.3] against 1 [-1, 3]: drop of 80 %, a rise of at most 200 % is allowed with"
                                + " confidence 0.95, n=400; that may be chance, about 500 rows would tell; a paired"
                                + " difference needs fewer"),
                // no interval that fits, of either
                Arguments.of(
                        drop,
                        f1(0.85),
                        f95(0.8, 0.78, 0.82),
                        INCONCLUSIVE,
                        "0.85 against 0.8: rise of 0.05, a drop of at most 0.02 is allowed with confidence 0.95, but"
                                + " there is no interval; log it with one of confidence 0.95 or more,"
                                + " withInterval(...)"),
                Arguments.of(
                        drop,
                        f95(0.85, 0.83, 0.87),
                        f1(0.8, 0.78, 0.82),
                        INCONCLUSIVE,
                        "0.85 against 0.8: rise of 0.05, a drop of at most 0.02 is allowed with confidence 0.95, n=400,"
                                + " but of the baseline its interval has confidence 0.9; log one of 0.95 or more"),
                Arguments.of(
                        drop,
                        f95(0.85, -INF, 0.87),
                        f95(0.8, 0.78, 0.82),
                        INCONCLUSIVE,
                        "0.85 against 0.8: rise of 0.05, a drop of at most 0.02 is allowed with confidence 0.95, n=400,"
                                + " but its interval [-Infinity, 0.87] has no end; log more rows"),
                // no number, no baseline
                Arguments.of(
                        drop,
                        f1(NAN),
                        f95(0.8, 0.78, 0.82),
                        FAIL,
                        "is NaN, drop <= 0.02 with confidence 0.95 required"),
                Arguments.of(drop, f95(0.85, 0.83, 0.87), f1(NAN), INCONCLUSIVE, "0.85, but the baseline's is NaN"),
                Arguments.of(
                        drop,
                        f1(0.85),
                        null,
                        INCONCLUSIVE,
                        "0.85, no baseline to compare with yet; add orBootstrap() to let the first version pass"),
                Arguments.of(
                        dropAtMost(0.02).withConfidence(0.95).orBootstrap(),
                        f1(0.85),
                        null,
                        PASS,
                        "0.85, no baseline to compare with yet"));
    }

    @ParameterizedTest
    @MethodSource("changesWithConfidence")
    void aChangeWithConfidence(
            Condition condition, Metric metric, @Nullable Metric baseline, Verdict verdict, String sentence) {
        assertChecked(check(condition, metric, baseline), verdict, sentence);
    }

    static Stream<Arguments> withMinimumRows() {
        Condition bound = atLeast(0.78).withMinimumRows(500);
        Condition change = dropAtMost(0.02).withMinimumRows(500);
        return Stream.of(
                Arguments.of(bound, f1(0.81).withN(500), null, PASS, "0.81, >= 0.78 required, n=500"),
                Arguments.of(bound, f1(0.74).withN(500), null, FAIL, "0.74 < 0.78 required, n=500"),
                Arguments.of(
                        bound,
                        f1(0.81).withN(499),
                        null,
                        INCONCLUSIVE,
                        "0.81 of only 499 rows, at least 500 required; 1 more needed"),
                Arguments.of(
                        bound,
                        f1(0.1).withN(0),
                        null,
                        INCONCLUSIVE,
                        "0.1 of only 0 rows, at least 500 required; 500 more needed"),
                Arguments.of(
                        bound,
                        f1(0.81),
                        null,
                        INCONCLUSIVE,
                        "0.81 of an unknown number of rows, at least 500 required; log it with its number of rows,"
                                + " withN(...)"),
                Arguments.of(bound, f1(NAN).withN(3), null, FAIL, "is NaN, >= 0.78 required"),
                Arguments.of(bound, null, null, FAIL, "was not logged; nothing was"),
                Arguments.of(
                        change,
                        f1(0.81).withN(500),
                        f1(0.8).withN(500),
                        PASS,
                        "0.81 against 0.8: rise of 0.01, a drop of at most 0.02 is allowed, n=500"),
                Arguments.of(
                        change,
                        f1(0.81).withN(12),
                        f1(0.8).withN(500),
                        INCONCLUSIVE,
                        "0.81 of only 12 rows, at least 500 required; 488 more needed"),
                Arguments.of(
                        change,
                        f1(0.81).withN(500),
                        f1(0.8).withN(12),
                        INCONCLUSIVE,
                        "0.81, but the baseline's is 0.8 of only 12 rows, at least 500 required; 488 more needed"),
                Arguments.of(
                        change,
                        f1(0.81).withN(500),
                        f1(0.8),
                        INCONCLUSIVE,
                        "0.81, but the baseline's is 0.8 of an unknown number of rows, at least 500 required; log it"
                                + " with its number of rows, withN(...)"),
                Arguments.of(
                        dropAtMost(0.02).orBootstrap().withMinimumRows(500),
                        f1(0.81).withN(12),
                        null,
                        INCONCLUSIVE,
                        "0.81 of only 12 rows, at least 500 required; 488 more needed"),
                Arguments.of(
                        SURE.withMinimumRows(1_000_000),
                        f1(0.81, 0.79, 0.83).withN(412),
                        null,
                        INCONCLUSIVE,
                        "0.81 of only 412 rows, at least 1,000,000 required; 999,588 more needed"));
    }

    @ParameterizedTest
    @MethodSource("withMinimumRows")
    void aConditionOnEnoughRows(
            Condition condition, @Nullable Metric metric, @Nullable Metric baseline, Verdict verdict, String sentence) {
        assertChecked(check(condition, metric, baseline), verdict, sentence);
    }

    @Test
    void areToldWithTheCondition() {
        assertThat(SURE.withMinimumRows(2000)).hasToString(">= 0.78 with confidence 0.95 on >= 2,000 rows");
        assertThat(riseAtMostPercent(5).withConfidence(0.9).orBootstrap())
                .hasToString("rise <= 5 % with confidence 0.9 (or no baseline yet)");
    }

    @Test
    void thatMeanNothingCannotBeMade() {
        for (double level : new double[] {NAN, INF, 0, 0.5, 1, 95}) {
            assertThatIllegalArgumentException().isThrownBy(() -> atLeast(1).withConfidence(level));
            assertThatIllegalArgumentException().isThrownBy(() -> dropAtMost(1).withConfidence(level));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> atLeast(1).withMinimumRows(0));
        assertThatIllegalArgumentException().isThrownBy(() -> dropAtMost(1).withMinimumRows(-1));
    }
}
