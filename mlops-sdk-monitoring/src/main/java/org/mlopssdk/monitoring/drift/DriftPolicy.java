package org.mlopssdk.monitoring.drift;

import java.util.ArrayList;
import java.util.List;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;

/**
 * What counts as drift: an effect that is large enough to matter, and significant. A large window finds the smallest difference significant, and a
 * small one shows large differences by chance; so both are asked for.
 *
 * <ul>
 *   <li>A numeric feature drifts by its Kolmogorov-Smirnov statistic, a text feature by its population stability index with the p-value of
 *       chi-square.
 *   <li>The share of missing values is judged on its own; either makes the feature drift.
 *   <li>p-values are asymptotic, and adjusted together (Benjamini-Hochberg) over all features with enough rows, those of the
 *       missing shares among themselves.
 *   <li>A feature with too few values on either side is INCONCLUSIVE, and so is one whose reference was kept so coarsely that the
 *       statistic may lie on either side of a threshold.
 * </ul>
 *
 * <pre>{@code
 * DriftReport report = DriftPolicy.ofDefaults().withMinimumRows(500).compare(profile, window);
 * }</pre>
 *
 * @param ksAtLeast from which Kolmogorov-Smirnov statistic on a difference matters, in (0, 1]; 0.1 by default
 * @param psiAtLeast from which population stability index on the difference of a text feature matters, positive; 0.2 by default
 * @param missingChangeAtLeast from which change of the share of missing values on, up or down, it matters, in (0, 1]; 0.05 by
 *     default
 * @param significance below which adjusted p-value a difference is beyond chance, in (0, 1); 0.05 by default
 * @param minimumRows how many values (rows, for text features and for missing shares) both sides need, positive; 100 by default
 * @since 0.1.0
 */
public record DriftPolicy(
        double ksAtLeast, double psiAtLeast, double missingChangeAtLeast, double significance, long minimumRows) {
    private static final DriftPolicy DEFAULTS = new DriftPolicy(0.1, 0.2, 0.05, 0.05, 100);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public DriftPolicy {
        requirePositive("ksAtLeast", ksAtLeast, 1);
        requirePositive("psiAtLeast", psiAtLeast, Double.MAX_VALUE);
        requirePositive("missingChangeAtLeast", missingChangeAtLeast, 1);
        if (!(significance > 0 && significance < 1)) {
            throw new IllegalArgumentException(
                    "significance lies in (0, 1), for example 0.05; got " + significance + ".");
        }
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

    /**
     * The policy to begin with.
     *
     * @return the defaults
     */
    public static DriftPolicy ofDefaults() {
        return DEFAULTS;
    }

    /**
     * The same policy with another threshold for numeric features.
     *
     * @param statistic from which Kolmogorov-Smirnov statistic on a difference matters, in (0, 1]
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public DriftPolicy withKsAtLeast(double statistic) {
        return new DriftPolicy(statistic, psiAtLeast, missingChangeAtLeast, significance, minimumRows);
    }

    /**
     * The same policy with another threshold for text features.
     *
     * @param index from which population stability index on a difference matters, positive
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public DriftPolicy withPsiAtLeast(double index) {
        return new DriftPolicy(ksAtLeast, index, missingChangeAtLeast, significance, minimumRows);
    }

    /**
     * The same policy with another threshold for missing values.
     *
     * @param change from which change of their share on it matters, in (0, 1]
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public DriftPolicy withMissingChangeAtLeast(double change) {
        return new DriftPolicy(ksAtLeast, psiAtLeast, change, significance, minimumRows);
    }

    /**
     * The same policy with another level of significance.
     *
     * @param level below which adjusted p-value a difference is beyond chance, in (0, 1)
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public DriftPolicy withSignificance(double level) {
        return new DriftPolicy(ksAtLeast, psiAtLeast, missingChangeAtLeast, level, minimumRows);
    }

    /**
     * The same policy with another minimum of rows.
     *
     * @param rows how many both sides need, positive
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public DriftPolicy withMinimumRows(long rows) {
        return new DriftPolicy(ksAtLeast, psiAtLeast, missingChangeAtLeast, significance, rows);
    }

    /**
     * Judges a window.
     *
     * @param profile the profile that the window was recorded against
     * @param window the window
     * @return the report
     * @throws IllegalArgumentException if the window belongs to another profile
     */
    public DriftReport compare(ReferenceProfile profile, Window window) {
        return report(profile, window, List.of());
    }

    /**
     * Judges the rows of a table against a profile. Columns that the profile does not know are named in the report.
     *
     * @param profile the reference
     * @param current a table with a column for each feature
     * @return the report
     * @throws IllegalArgumentException if a column is not there or of another type
     */
    public DriftReport compare(ReferenceProfile profile, Table current) {
        List<String> unknown = new ArrayList<>(current.names());
        unknown.removeAll(profile.features());
        return report(profile, profile.newWindow().recordAll(current), unknown);
    }

    /**
     * Judges the rows of a table against those of another. Columns that only the current one has are named in the report.
     *
     * @param reference the reference, at least one row
     * @param current a table with a column for each of the reference
     * @return the report
     * @throws IllegalArgumentException if the reference has no rows, or a column is not there or of another type
     */
    public DriftReport between(Table reference, Table current) {
        return compare(ReferenceProfile.fit(reference), current);
    }

    private DriftReport report(ReferenceProfile profile, Window window, List<String> unknownColumns) {
        if (!profile.equals(window.profile())) {
            throw new IllegalArgumentException("The profile is not the one that the window was recorded against: "
                    + window.subject() + "; compare it with window.profile().");
        }
        return new DriftReport(window.subject(), this, new Judge(this).judge(window.compare()), unknownColumns);
    }
}
