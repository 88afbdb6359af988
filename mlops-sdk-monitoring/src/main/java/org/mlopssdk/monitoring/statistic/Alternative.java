package org.mlopssdk.monitoring.statistic;

import java.util.Locale;

/**
 * What a test looks for against the hypothesis that two distributions are the same, in the words of SciPy and R.
 *
 * <p>For tests that compare distribution functions the direction is that of the functions, not of the values: where the
 * distribution function of x is <em>greater</em>, the values of x tend to be <em>smaller</em>.
 *
 * @since 0.1.0
 */
public enum Alternative {
    /** They differ, in any direction. */
    TWO_SIDED,

    /** That of x, the first sample, is less than that of y. For distribution functions: somewhere F<sub>x</sub> &lt; F<sub>y</sub>. */
    LESS,

    /** That of x, the first sample, is greater than that of y. For distribution functions: somewhere F<sub>x</sub> &gt; F<sub>y</sub>. */
    GREATER;

    /** The same question with the samples swapped. */
    Alternative swapped() {
        return switch (this) {
            case TWO_SIDED -> TWO_SIDED;
            case LESS -> GREATER;
            case GREATER -> LESS;
        };
    }

    /**
     * The name as results print it.
     *
     * @return for example {@code "two-sided"}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
