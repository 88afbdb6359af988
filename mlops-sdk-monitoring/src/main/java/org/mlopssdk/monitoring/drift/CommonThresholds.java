package org.mlopssdk.monitoring.drift;

/**
 * Thresholds in common use, by name. They are conventions of practice, not of statistics; a false-alarm budget that is declared and
 * {@linkplain DriftPolicy#calibrated calibrated} is the better ground where the reference is long enough.
 *
 * <pre>{@code
 * DriftPolicy policy = DriftPolicy.ofDefaults()
 *         .withKsAtLeast(CommonThresholds.KS_LARGE)
 *         .withPsiAtLeast(CommonThresholds.PSI_CREDIT_SCORING);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class CommonThresholds {
    /** A tenth of the values lie on the other side of some point: the default for numeric features. */
    public static final double KS_MODERATE = 0.1;

    /** A fifth of them do: the usual threshold for features that move anyhow. */
    public static final double KS_LARGE = 0.2;

    /** Below it a population is read as unchanged. */
    public static final double PSI_MODERATE = 0.1;

    /** From it on a population is read as shifted: the default for text features. */
    public static final double PSI_LARGE = 0.2;

    /** The same in credit scoring (Siddiqi 2006, Credit Risk Scorecards), where 0.1 to 0.25 is a change to look into. */
    public static final double PSI_CREDIT_SCORING = 0.25;

    private CommonThresholds() {}
}
