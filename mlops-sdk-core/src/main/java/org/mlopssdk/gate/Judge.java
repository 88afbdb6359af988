package org.mlopssdk.gate;

import static org.mlopssdk.gate.Verdict.INCONCLUSIVE;

import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;

/**
 * Judges a metric by a condition, from nothing but what a report keeps of it: so a report that was stored is judged again when it is read, by the same
 * rules.
 */
final class Judge {

    private Judge() {}

    /**
     * Judges.
     *
     * @param condition what is asked
     * @param metric what was measured
     * @param baseline what was measured of the baseline, or null where there is none yet
     */
    static Finding judge(Condition condition, Metric metric, @Nullable Metric baseline) {
        double value = metric.value();
        if (!Double.isFinite(value)) {
            return new Finding(otherwise(condition), "is " + value + ", " + asked(condition) + " required");
        }
        Long rows = condition.minimumRows();
        if (rows != null && !has(rows, metric)) {
            return new Finding(INCONCLUSIVE, Numbers.text(value) + tooFew(rows, metric));
        }
        if (condition instanceof Bound bound) {
            return new BoundJudge(bound, metric).judge();
        }
        Change change = (Change) condition;
        if (baseline == null) {
            return ChangeJudge.withoutBaseline(change, metric);
        }
        if (rows != null && !has(rows, baseline)) {
            return new Finding(
                    INCONCLUSIVE,
                    Numbers.text(value) + ", but the baseline's is " + Numbers.text(baseline.value())
                            + tooFew(rows, baseline));
        }
        return new ChangeJudge(change, metric, baseline).judge();
    }

    /** How it ends where there is no number to judge. */
    static Verdict otherwise(Condition condition) {
        return condition instanceof Bound bound ? bound.otherwise() : Verdict.FAIL;
    }

    private static String asked(Condition condition) {
        return condition instanceof Bound bound ? bound.range() : condition.describe();
    }

    private static boolean has(long rows, Metric metric) {
        return metric.n() != null && metric.n() >= rows;
    }

    private static String tooFew(long rows, Metric metric) {
        Long n = metric.n();
        return n == null
                ? " of an unknown number of rows, at least " + Numbers.count(rows)
                        + " required; log it with its number of rows, withN(...)"
                : " of only " + Numbers.count(n) + " rows, at least " + Numbers.count(rows) + " required; "
                        + Numbers.count(rows - n) + " more needed";
    }

    /** Why a metric's interval does not do, and what would. */
    static String noInterval(Metric metric, double confidence) {
        Interval interval = metric.interval();
        String needed = Numbers.text(confidence) + " or more";
        if (interval == null) {
            return "there is no interval; log it with one of confidence " + needed + ", withInterval(...)";
        }
        return interval.confidence() < confidence
                ? "its interval has confidence " + Numbers.text(interval.confidence()) + "; log one of " + needed
                : "its interval " + shown(interval, Double.NaN) + " has no end; log more rows";
    }

    /** An interval beside a number, from which its ends are to be told apart. */
    static String shown(Interval interval, double beside) {
        return "[" + Numbers.text(interval.lower(), beside) + ", " + Numbers.text(interval.upper(), beside) + "]";
    }

    static String n(Metric metric) {
        return metric.n() == null ? "" : ", n=" + metric.n();
    }
}
