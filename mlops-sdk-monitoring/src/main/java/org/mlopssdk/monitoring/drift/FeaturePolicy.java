package org.mlopssdk.monitoring.drift;

import java.time.Instant;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link DriftPolicy} says about one feature in particular. What it does not say holds as for all features.
 *
 * <pre>{@code
 * DriftPolicy policy = DriftPolicy.ofDefaults()
 *         .forFeature("amount", p -> p.withKsAtLeast(0.2).withWeight(3))
 *         .forFeature("customer.id", p -> p.ignored("an identifier"))
 *         .forFeature("daylight", p -> p.exceptedUntil(Instant.parse("2027-03-01T00:00:00Z"), "days are short in winter"));
 * }</pre>
 *
 * @param ksAtLeast from which Kolmogorov-Smirnov statistic on a difference matters, in (0, 1], or null as for all features
 * @param psiAtLeast from which population stability index on the difference of a text feature matters, positive, or null
 * @param missingChangeAtLeast from which change of the share of missing values on it matters, in (0, 1], or null
 * @param minimumRows how many values (rows, for text features and for missing shares) both sides need, positive, or null
 * @param weight how much the feature matters beside others, positive, or null for 1; reports order by strength times weight
 * @param exemption why the feature has no part in the verdict, or null if it has
 * @since 0.1.0
 */
public record FeaturePolicy(
        @Nullable Double ksAtLeast,
        @Nullable Double psiAtLeast,
        @Nullable Double missingChangeAtLeast,
        @Nullable Long minimumRows,
        @Nullable Double weight,
        @Nullable Exemption exemption)
        implements Thresholds<FeaturePolicy> {
    static final FeaturePolicy NONE = new FeaturePolicy(null, null, null, null, null, null);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public FeaturePolicy {
        requireInRange(
                Objects.requireNonNullElse(ksAtLeast, 1.0),
                Objects.requireNonNullElse(psiAtLeast, 1.0),
                Objects.requireNonNullElse(missingChangeAtLeast, 1.0),
                Objects.requireNonNullElse(minimumRows, 1L));
        requirePositive("weight", Objects.requireNonNullElse(weight, 1.0), Double.MAX_VALUE);
    }

    static void requireInRange(double ksAtLeast, double psiAtLeast, double missingChangeAtLeast, long minimumRows) {
        requirePositive("ksAtLeast", ksAtLeast, 1);
        requirePositive("psiAtLeast", psiAtLeast, Double.MAX_VALUE);
        requirePositive("missingChangeAtLeast", missingChangeAtLeast, 1);
        if (minimumRows < 1) {
            throw new IllegalArgumentException("minimumRows is positive, for example 100; got " + minimumRows + ".");
        }
    }

    private static void requirePositive(String name, double value, double most) {
        if (!(value > 0 && value <= most)) {
            throw new IllegalArgumentException(
                    name + " is positive" + (most == 1 ? " and at most 1" : "") + "; got " + value + ".");
        }
    }

    @Override
    public FeaturePolicy withKsAtLeast(double statistic) {
        return new FeaturePolicy(statistic, psiAtLeast, missingChangeAtLeast, minimumRows, weight, exemption);
    }

    @Override
    public FeaturePolicy withPsiAtLeast(double index) {
        return new FeaturePolicy(ksAtLeast, index, missingChangeAtLeast, minimumRows, weight, exemption);
    }

    @Override
    public FeaturePolicy withMissingChangeAtLeast(double change) {
        return new FeaturePolicy(ksAtLeast, psiAtLeast, change, minimumRows, weight, exemption);
    }

    @Override
    public FeaturePolicy withMinimumRows(long rows) {
        return new FeaturePolicy(ksAtLeast, psiAtLeast, missingChangeAtLeast, rows, weight, exemption);
    }

    /**
     * The same with another weight: reports order features of the same verdict by strength times weight. It changes no verdict.
     *
     * @param importance how much the feature matters beside others, positive; for example its importance in the model
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public FeaturePolicy withWeight(double importance) {
        return new FeaturePolicy(ksAtLeast, psiAtLeast, missingChangeAtLeast, minimumRows, importance, exemption);
    }

    /**
     * The same without a part in the verdict, for good.
     *
     * @param because the reason, which every report shows
     * @return a copy
     * @throws IllegalArgumentException if the reason is blank, longer than 250 characters, or not printable
     */
    public FeaturePolicy ignored(String because) {
        return exempted(new Exemption(because, null));
    }

    /**
     * The same without a part in the verdict for some time, such as a season whose shift is expected.
     *
     * @param until from when on it counts again
     * @param because the reason, which every report shows
     * @return a copy
     * @throws IllegalArgumentException if the reason is blank, longer than 250 characters, or not printable
     */
    public FeaturePolicy exceptedUntil(Instant until, String because) {
        return exempted(new Exemption(because, Objects.requireNonNull(until, "the end of an exception")));
    }

    private FeaturePolicy exempted(Exemption why) {
        return new FeaturePolicy(ksAtLeast, psiAtLeast, missingChangeAtLeast, minimumRows, weight, why);
    }

    /** What a feature is judged by, given the policy for all. */
    Rule over(DriftPolicy all) {
        return new Rule(
                Objects.requireNonNullElse(ksAtLeast, all.ksAtLeast()),
                Objects.requireNonNullElse(psiAtLeast, all.psiAtLeast()),
                Objects.requireNonNullElse(missingChangeAtLeast, all.missingChangeAtLeast()),
                Objects.requireNonNullElse(minimumRows, all.minimumRows()),
                Objects.requireNonNullElse(weight, 1.0),
                exemption);
    }

    /**
     * What differs from the policy for all features.
     *
     * @return one line, or more where it is too long
     */
    @Override
    public String toString() {
        return Lines.wrapped(told(), 2);
    }

    String told() {
        StringJoiner told = new StringJoiner(", ").setEmptyValue("as for all features");
        tell(told, "KS >= ", ksAtLeast);
        tell(told, "PSI >= ", psiAtLeast);
        tell(told, "missing share +/- ", missingChangeAtLeast);
        tell(told, "rows >= ", minimumRows);
        tell(told, "weight ", weight);
        if (exemption != null) {
            told.add(exemption.told());
        }
        return told.toString();
    }

    private static void tell(StringJoiner told, String what, @Nullable Number value) {
        if (value != null) {
            told.add(what + (value instanceof Double number ? Figures.text(number) : value.toString()));
        }
    }
}
