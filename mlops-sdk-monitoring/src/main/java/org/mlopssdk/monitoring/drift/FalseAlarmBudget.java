package org.mlopssdk.monitoring.drift;

import java.util.Locale;

/**
 * How many windows without drift a {@linkplain DriftPolicy#calibrated calibrated} policy may call DRIFT. The policy carries it as long as no later
 * change makes it stricter than what was calibrated.
 *
 * <p>The reference is cut into contiguous blocks of the size of a window, which keep the dependence of rows in time that p-values know nothing of. How
 * many it takes comes from distribution-free tolerance limits (Wilks 1941): ln(0.05) / ln(1 - rate), 59 for a rate of 0.05. A feature's
 * threshold is in proportion to the upper decile of its differences over the blocks. Windows with fewer values than any block are INCONCLUSIVE.
 *
 * @param rate the share of windows without drift that may be called DRIFT, over all features together, in (0, 0.5]
 * @param windowRows how many rows a window has, at least 2
 * @since 0.1.0
 */
public record FalseAlarmBudget(double rate, int windowRows) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public FalseAlarmBudget {
        if (!(rate > 0 && rate <= 0.5)) {
            throw new IllegalArgumentException(
                    "A false-alarm rate lies in (0, 0.5], for example 0.01; got " + rate + ".");
        }
        if (windowRows < 2) {
            throw new IllegalArgumentException("A window has at least 2 rows; got " + windowRows + ".");
        }
    }

    /** Whether a policy that was made from one with this budget has it still: nothing drifts by it that would not have drifted before. */
    boolean isKept(DriftPolicy before, DriftPolicy after) {
        return after.forAll().isNoStricterThan(before.forAll())
                && after.features().keySet().stream()
                        .allMatch(name -> after.ruleFor(name).isNoStricterThan(before.ruleFor(name)));
    }

    /**
     * The budget in words.
     *
     * @return for example {@code at most 5 % of windows of 500 rows without drift are called DRIFT}
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "at most %s %% of windows of %d rows without drift are called DRIFT",
                Figures.text(100 * rate),
                windowRows);
    }
}
