package org.mlopssdk.monitoring.drift;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.profile.FeatureComparison;
import org.mlopssdk.monitoring.profile.MissingValues;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.TextComparison;

/** One of a feature's two tests: of its values, or of the share of its missing values. */
abstract class FeatureCheck {
    final MissingValues sizes;
    final Rule rule;

    FeatureCheck(FeatureComparison comparison, Rule rule) {
        this.sizes = comparison.missing();
        this.rule = rule;
    }

    static FeatureCheck ofValues(FeatureComparison comparison, Rule rule) {
        return comparison instanceof NumericComparison numeric
                ? new NumericCheck(numeric, rule)
                : new TextCheck((TextComparison) comparison, rule);
    }

    static FeatureCheck ofMissing(FeatureComparison comparison, Rule rule) {
        return new MissingCheck(comparison, rule);
    }

    /** From which effect on a difference matters. */
    abstract double threshold();

    /** What was observed, or null where a side has nothing to compare. */
    abstract @Nullable Evidence observed();

    /** How much the reference has of what is counted: rows, unless a test is about values only. */
    long reference() {
        return sizes.referenceRows();
    }

    /** How much the window has of it. */
    long current() {
        return sizes.currentRows();
    }

    /** What is counted. */
    String unit() {
        return "rows";
    }

    /** The effective size at which an effect at the threshold is significant. */
    abstract double effectiveSize(double level);

    /** The upper confidence bound of the effect, were the window of that size. */
    abstract double upperBound(Evidence evidence, long window, double risk);

    /** An effect in words. */
    abstract String describe(double effect);

    /** What was observed, unless there is too little of it. */
    final Optional<Evidence> evidence() {
        boolean enough = Math.min(reference(), current()) >= rule.minimumRows();
        return enough ? Optional.ofNullable(observed()) : Optional.empty();
    }

    /** How many rows, or values, a window needs so that an effect at the threshold is significant; {@link RowsNeeded#NEVER} if none would do. */
    long rowsNeeded(Terms terms) {
        return Math.max(rule.minimumRows(), RowsNeeded.ofWindow(effectiveSize(terms.level()), reference()));
    }

    /** The finding from evidence that was adjusted with that of the other features. */
    Finding finding(Evidence adjusted, Terms terms) {
        double most = terms.proof() ? upperBound(adjusted, current(), terms.significance()) : adjusted.effectAtMost();
        double strength = adjusted.effectAtLeast() / threshold();
        double significant = adjusted.p() < terms.significance() ? strength : 0;
        double possible = most / threshold();
        if (significant >= 1 || possible < 1) {
            return new Finding(strength, significant, possible, adjusted.p(), null, "");
        }
        long needed = RowsNeeded.NEVER;
        String reason;
        if (strength >= 1) {
            needed = unlessThere(rowsNeeded(terms));
            reason = "may be chance" + told(needed, terms);
        } else if (adjusted.effectAtMost() >= threshold()) {
            reason = "the reference is too coarse to tell; fit it with more break points";
        } else {
            needed = RowsNeeded.smallest(
                    current() + 1, window -> upperBound(adjusted, window, terms.significance()) < threshold());
            reason = "not proved stable: up to " + describe(most) + told(needed, terms);
        }
        return new Finding(strength, significant, possible, adjusted.p(), nullIfNever(needed), reason);
    }

    /** Where the window has that many and there is no verdict, more of them would bring none. */
    private long unlessThere(long rows) {
        return rows > current() ? rows : RowsNeeded.NEVER;
    }

    private String told(long needed, Terms terms) {
        if (needed != RowsNeeded.NEVER) {
            return " (" + needed + " " + unit() + " needed)";
        }
        return terms.proof() || reference() > leastReference(terms)
                ? " (a larger reference needed)"
                : " (a reference of more than " + leastReference(terms) + " " + unit() + " needed)";
    }

    /** The finding where there is no evidence. */
    Finding untested(Terms terms) {
        if (reference() < rule.minimumRows()) {
            return Finding.untested(
                    "reference of " + reference() + " " + unit() + " (more than " + leastReference(terms) + " needed)",
                    null);
        }
        long needed = rowsNeeded(terms);
        String few = sizes.currentRows() == 0 ? fewRows("rows", 0) : fewRows(unit(), current());
        return needed == RowsNeeded.NEVER
                ? Finding.untested(few + told(needed, terms), null)
                : Finding.untested(few, needed); // how many are needed is told for both tests together
    }

    static String fewRows(String unit, long there) {
        return (there == 0 ? "no" : String.valueOf(there)) + " " + unit;
    }

    /** The size that a reference has to exceed. */
    long leastReference(Terms terms) {
        return Math.max(rule.minimumRows() - 1, RowsNeeded.ofReference(effectiveSize(terms.level())));
    }

    private static @Nullable Long nullIfNever(long rows) {
        return rows == RowsNeeded.NEVER ? null : rows;
    }
}
