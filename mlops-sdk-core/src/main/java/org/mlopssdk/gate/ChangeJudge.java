package org.mlopssdk.gate;

import static org.mlopssdk.gate.Verdict.FAIL;
import static org.mlopssdk.gate.Verdict.INCONCLUSIVE;
import static org.mlopssdk.gate.Verdict.PASS;

import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;

/** Judges the change of a value from a baseline's. */
final class ChangeJudge {

    private final Change change;
    private final Metric metric;
    private final Metric against;
    private final double value;
    private final double baseline;

    ChangeJudge(Change change, Metric metric, Metric against) {
        this.change = change;
        this.metric = metric;
        this.against = against;
        this.value = metric.value();
        this.baseline = against.value();
    }

    /** While there is nothing to compare with. */
    static Finding withoutBaseline(Change change, Metric metric) {
        return new Finding(
                change.bootstrap() ? PASS : INCONCLUSIVE,
                Numbers.text(metric.value()) + ", no baseline to compare with yet"
                        + (change.bootstrap() ? "" : "; add orBootstrap() to let the first version pass"));
    }

    Finding judge() {
        if (!Double.isFinite(baseline)) {
            return new Finding(INCONCLUSIVE, Numbers.text(value) + ", but the baseline's is " + baseline);
        }
        if (change.relative() && baseline == 0) {
            return new Finding(
                    INCONCLUSIVE,
                    Numbers.text(value) + ", and a baseline of 0 has no percentage; ask for an absolute change");
        }
        Double confidence = change.confidence();
        boolean holds = change.holds(value, baseline);
        return confidence == null ? new Finding(holds ? PASS : FAIL, shown("", "")) : judge(confidence, holds);
    }

    private Finding judge(double confidence, boolean holds) {
        Interval candidates = metric.interval();
        Interval baselines = against.interval();
        if (candidates == null || !fits(candidates, confidence)) {
            return new Finding(INCONCLUSIVE, shown("", "") + ", but " + Judge.noInterval(metric, confidence));
        }
        if (baselines == null || !fits(baselines, confidence)) {
            return new Finding(
                    INCONCLUSIVE, shown("", "") + ", but of the baseline " + Judge.noInterval(against, confidence));
        }
        String sentence = shown(" " + Judge.shown(candidates, baseline), " " + Judge.shown(baselines, value));
        double point = change.excess(value, baseline);
        double worst = excesses(candidates, baselines).max().orElseThrow();
        double best = excesses(candidates, baselines).min().orElseThrow();
        if (holds && worst <= 0) {
            return new Finding(PASS, sentence);
        }
        if (!holds && best > 0) {
            return new Finding(FAIL, sentence);
        }
        String rows = RowsNeeded.sentence(rows(), holds ? worst - point : point - best, Math.abs(point));
        return new Finding(
                INCONCLUSIVE, sentence + "; that may be chance, " + rows + "; a paired difference needs fewer");
    }

    /** Ends in the infinite cannot be reckoned with, and say as little as no interval. */
    private static boolean fits(Interval interval, double confidence) {
        return interval.confidence() >= confidence
                && Double.isFinite(interval.lower())
                && Double.isFinite(interval.upper());
    }

    /**
     * By how much the bound is exceeded at the corners of what the two intervals allow. It is linear in the value, and concave in the baseline with its
     * bend at 0: so its least and its largest are among these.
     */
    private DoubleStream excesses(Interval candidates, Interval baselines) {
        boolean bends = change.relative() && baselines.lower() < 0 && baselines.upper() > 0;
        DoubleStream ends = DoubleStream.of(baselines.lower(), baselines.upper(), bends ? 0 : baselines.upper());
        return ends.flatMap(
                end -> DoubleStream.of(change.excess(candidates.lower(), end), change.excess(candidates.upper(), end)));
    }

    /** The larger number of both: with so many of each, both intervals are narrow enough. */
    private @Nullable Long rows() {
        Long rows = metric.n();
        Long others = against.n();
        return rows == null || others == null ? null : Long.valueOf(Math.max(rows, others));
    }

    private String shown(String interval, String baselineInterval) {
        double moved = change.moved(value, baseline);
        String move = moved == 0
                ? "unchanged"
                : (moved > 0 ? change.word() : opposite()) + " of " + Numbers.text(Math.abs(moved), change.most())
                        + change.unit();
        String allowed = "at most " + Numbers.text(change.most()) + change.unit();
        return Numbers.text(value) + interval + " against " + Numbers.text(baseline) + baselineInterval + ": " + move
                + ", " + (moved >= 0 ? allowed + " allowed" : "a " + change.word() + " of " + allowed + " is allowed")
                + Demands.confidence(change) + Judge.n(metric);
    }

    private String opposite() {
        return change.direction() == Change.Direction.DROP ? "rise" : "drop";
    }
}
