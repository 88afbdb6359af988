package org.mlopssdk.gate;

import static org.mlopssdk.gate.Verdict.INCONCLUSIVE;
import static org.mlopssdk.gate.Verdict.PASS;

import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;

/** Judges a value by a bound. */
final class BoundJudge {

    private final Bound bound;
    private final Metric metric;
    private final double value;

    BoundJudge(Bound bound, Metric metric) {
        this.bound = bound;
        this.metric = metric;
        this.value = metric.value();
    }

    Finding judge() {
        Double confidence = bound.confidence();
        if (confidence == null) {
            return new Finding(bound.holds(value) ? PASS : bound.otherwise(), shown("") + Judge.n(metric));
        }
        Interval interval = metric.interval();
        double needed = Demands.twoSided(confidence);
        if (interval == null || interval.confidence() < needed) {
            return new Finding(INCONCLUSIVE, shown("") + Judge.n(metric) + ", but " + Judge.noInterval(metric, needed));
        }
        String sentence = shown(" " + Judge.shown(interval, nearest())) + Judge.n(metric);
        if (bound.holds(value) && bound.holds(interval.lower()) && bound.holds(interval.upper())) {
            return new Finding(PASS, sentence);
        }
        if (isBeyond(interval)) {
            return new Finding(bound.otherwise(), sentence);
        }
        return new Finding(INCONCLUSIVE, sentence + "; that may be chance, " + rows(interval));
    }

    /** Value and interval lie beyond the same end. */
    private boolean isBeyond(Interval interval) {
        return (value < bound.least() && interval.upper() < bound.least())
                || (value > bound.most() && interval.lower() > bound.most());
    }

    private String shown(String interval) {
        String required = Demands.confidence(bound);
        if (bound.holds(value)) {
            return Numbers.text(value) + interval + ", " + bound.range() + " required" + required;
        }
        double broken = bound.broken(value);
        return Numbers.text(value, broken) + interval + (value < broken ? " < " : " > ") + Numbers.text(broken)
                + " required" + required;
    }

    /** The end that the interval is to be seen beside. */
    private double nearest() {
        return Math.abs(value - bound.least()) < Math.abs(value - bound.most()) ? bound.least() : bound.most();
    }

    private String rows(Interval interval) {
        double doubtful = doubtful(interval);
        double reach = doubtful > value ? interval.upper() - value : value - interval.lower();
        return RowsNeeded.sentence(metric.n(), reach, Math.abs(value - doubtful));
    }

    /** The end that the interval straddles; of both the one that takes more rows. */
    private double doubtful(Interval interval) {
        if (!bound.holds(value)) {
            return bound.broken(value);
        }
        if (!(interval.upper() > bound.most())) {
            return bound.least();
        }
        if (!(interval.lower() < bound.least())) {
            return bound.most();
        }
        double below = (value - interval.lower()) * (bound.most() - value);
        double above = (interval.upper() - value) * (value - bound.least());
        return below >= above ? bound.least() : bound.most();
    }
}
