package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;
import static org.mlopssdk.gate.Condition.dropAtMost;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mlopssdk.gate.Condition;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.Verdict;
import org.mlopssdk.metric.Measured;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/**
 * How often a gate with confidence 0.95 errs. Where the truth lies on the bound, a hair to its wrong side, whatever passes passes wrongly: at most 5 %
 * may. Where it lies a hair to the right, whatever fails fails wrongly.
 */
class GateAtItsBoundTest {

    private static final long SEED = Long.getLong("mlops.seed", 2026);
    private static final double[] BOUNDS = {0.5, 0.7, 0.9, 0.97, 0.99};
    private static final int[] SIZES = {10, 20, 50, 100, 412, 1000};

    record Sample(String subject, Metrics metrics) implements Measured {}

    /** Makes an interval of so many successes among so many trials. */
    interface Method {
        Interval interval(long successes, long trials, double confidence);
    }

    /** Shares of simulated evaluations. */
    record Shares(double passed, double failed) {}

    private final SplittableRandom random = new SplittableRandom(SEED);

    private static Metric share(long successes, long trials, Method method, double confidence) {
        Interval interval = method.interval(successes, trials, confidence);
        return Metric.of("share", (double) successes / trials)
                .withN(trials)
                .withInterval(new org.mlopssdk.metric.Interval(interval.lower(), interval.upper(), confidence));
    }

    private static Verdict verdict(Condition condition, Metric metric, Metric baseline) {
        return Gate.named("g")
                .require("share", condition)
                .evaluate(new Sample("candidate", Metrics.of(metric)), new Sample("baseline", Metrics.of(baseline)))
                .verdict();
    }

    private long draw(int trials, double share) {
        long successes = 0;
        for (int i = 0; i < trials; i++) {
            successes += random.nextDouble() < share ? 1 : 0;
        }
        return successes;
    }

    private Shares simulate(
            Condition condition,
            double truth,
            int trials,
            UnaryOperator<Metric> relabel,
            Method method,
            double confidence,
            int times) {
        Map<Long, Verdict> verdicts = new HashMap<>();
        int passed = 0;
        int failed = 0;
        for (int i = 0; i < times; i++) {
            Verdict verdict = verdicts.computeIfAbsent(draw(trials, truth), successes -> {
                Metric metric = relabel.apply(share(successes, trials, method, confidence));
                return verdict(condition, metric, metric);
            });
            passed += verdict == Verdict.PASS ? 1 : 0;
            failed += verdict == Verdict.FAIL ? 1 : 0;
        }
        return new Shares((double) passed / times, (double) failed / times);
    }

    /** What 5 % look like at most in so many tries; four standard deviations, for there are many cells. */
    private static double mostOfFivePercent(int times) {
        return 0.05 + 4 * Math.sqrt(0.05 * 0.95 / times);
    }

    private void assertErrsAtMostAsOftenAsItSays(double[] bounds, int[] sizes, int times) {
        double worst = 0;
        double sum = 0;
        double worstWilson = 0;
        for (double bound : bounds) {
            for (int trials : sizes) {
                for (Condition condition : new Condition[] {
                    atLeast(bound).withConfidence(0.95), atMost(bound).withConfidence(0.95)
                }) {
                    Shares exact = simulate(
                            condition, bound, trials, metric -> metric, ProportionInterval::clopperPearson, 0.9, times);
                    Shares wilson = simulate(
                            condition, bound, trials, metric -> metric, ProportionInterval::wilson, 0.9, times);
                    String where = condition + " n=" + trials + " mlops.seed=" + SEED;
                    assertThat(exact.passed()).as(where).isLessThanOrEqualTo(mostOfFivePercent(times));
                    assertThat(exact.failed()).as(where).isLessThanOrEqualTo(mostOfFivePercent(times));
                    worst = Math.max(worst, Math.max(exact.passed(), exact.failed()));
                    worstWilson = Math.max(worstWilson, Math.max(wilson.passed(), wilson.failed()));
                    sum += wilson.passed() + wilson.failed();
                }
            }
        }
        double mean = sum / (4 * bounds.length * sizes.length);
        System.out.printf(
                Locale.ROOT,
                "GateAtItsBoundTest: wrong verdicts at the bound, %d evaluations in each of %d cells, mlops.seed=%d:%n"
                        + "  Clopper-Pearson at most %.4f; Wilson on average %.4f, at most %.4f%n",
                times,
                2 * bounds.length * sizes.length,
                SEED,
                worst,
                mean,
                worstWilson);
        assertThat(mean).as("Wilson's mean").isBetween(0.03, 0.055);
    }

    @Test
    void errsAtMostAsOftenAsItSays() {
        assertErrsAtMostAsOftenAsItSays(new double[] {0.5, 0.9, 0.97}, new int[] {20, 100, 412}, 400);
    }

    @Tag("campaign")
    @Test
    void errsAtMostAsOftenAsItSaysInTenThousandEvaluationsOfEach() {
        assertErrsAtMostAsOftenAsItSays(BOUNDS, SIZES, 10_000);
    }

    /** The same simulation with an interval that says 0.9 and is one of 0.7: so the test can fail. */
    @Test
    void errsThreeTimesAsOftenByAnIntervalThatClaimsMoreThanItCovers() {
        Shares shares = simulate(
                atLeast(0.7).withConfidence(0.95),
                0.7,
                412,
                metric -> metric.withInterval(new org.mlopssdk.metric.Interval(
                        metric.interval().lower(), metric.interval().upper(), 0.9)),
                ProportionInterval::clopperPearson,
                0.7,
                2000);

        assertThat(shares.passed()).as("mlops.seed=" + SEED).isBetween(0.1, 0.2);
    }

    /** Both intervals may miss, each by half of 5 %, whether or not they are of the same rows. */
    @Test
    void ofAChangeErrsAtMostAsOftenAsItSays() {
        int times = 2000;
        Condition drop = dropAtMost(0.1).withConfidence(0.95);
        for (int trials : new int[] {50, 412}) {
            List<Metric> shares = LongStream.rangeClosed(0, trials)
                    .mapToObj(right -> share(right, trials, ProportionInterval::clopperPearson, 0.95))
                    .toList();
            int independent = 0;
            int paired = 0;
            for (int i = 0; i < times; i++) {
                Metric baseline = shares.get((int) draw(trials, 0.8));
                Metric candidate = shares.get((int) draw(trials, 0.7));
                independent += verdict(drop, candidate, baseline) == Verdict.PASS ? 1 : 0;
                long right = 0;
                long rightBefore = 0;
                for (int row = 0; row < trials; row++) { // as far apart as two models on the same rows can be
                    double luck = random.nextDouble();
                    right += luck < 0.7 ? 1 : 0;
                    rightBefore += 1 - luck < 0.8 ? 1 : 0;
                }
                Metric before = shares.get((int) rightBefore);
                Metric now = shares.get((int) right);
                paired += verdict(drop, now, before) == Verdict.PASS ? 1 : 0;
            }
            assertThat((double) independent / times).isLessThanOrEqualTo(mostOfFivePercent(times));
            assertThat((double) paired / times).isLessThanOrEqualTo(mostOfFivePercent(times));
            System.out.printf(
                    Locale.ROOT,
                    "GateAtItsBoundTest: change at the bound, n=%d, %d evaluations, passed wrongly: %.4f of independent"
                            + " samples, %.4f of opposed ones, mlops.seed=%d%n",
                    trials,
                    times,
                    (double) independent / times,
                    (double) paired / times,
                    SEED);
        }
    }

    /** About as many rows as the sentence says do tell, where the share stays as it is. */
    @Test
    void asManyRowsAsItAsksForDecide() {
        for (double share : new double[] {0.72, 0.75, 0.8, 0.65}) {
            Metric few = share(Math.round(share * 40), 40, ProportionInterval::clopperPearson, 0.9);
            String sentence = Gate.named("g")
                    .require("share", atLeast(0.7).withConfidence(0.95))
                    .evaluate(new Sample("candidate", Metrics.of(few)))
                    .checks()
                    .get(0)
                    .sentence();
            long needed = Long.parseLong(sentence.replaceAll(".*about ([0-9,]+) rows would tell.*", "$1")
                    .replace(",", ""));
            double seen = few.value();
            Metric many = share(
                    Math.round(seen * needed * 1.3), Math.round(needed * 1.3), ProportionInterval::clopperPearson, 0.9);
            Metric less = share(
                    Math.round(seen * needed * 0.6), Math.round(needed * 0.6), ProportionInterval::clopperPearson, 0.9);
            Condition condition = atLeast(0.7).withConfidence(0.95);

            assertThat(verdict(condition, many, many)).as(sentence).isNotEqualTo(Verdict.INCONCLUSIVE);
            assertThat(verdict(condition, less, less)).as(sentence).isEqualTo(Verdict.INCONCLUSIVE);
        }
    }
}
