package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.drift.DriftVerdict;
import org.mlopssdk.monitoring.drift.FeatureDrift;
import org.mlopssdk.monitoring.profile.EcdfPoint;
import org.mlopssdk.monitoring.profile.KsBounds;
import org.mlopssdk.monitoring.profile.MissingValues;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.statistic.PsiResult;

/**
 * What all forms of a report tell about one feature.
 *
 * @param number its place in the report, from 1
 * @param drift what was found
 * @param shares its bins or categories with the shares of both sides; none where a side has nothing
 * @param drawn what stands in each slot of its drawings; the categories of a text feature
 * @param slots the axis of its drawings, or null for a text feature and where a side has no values
 * @param curve points of both distribution functions; none likewise
 * @param trend how it fared
 * @param findings what is odd about its data besides, in words
 * @param advice what to do about it, or empty
 */
record FeatureView(
        int number,
        FeatureDrift drift,
        List<Share> shares,
        List<Share> drawn,
        @Nullable Slots slots,
        List<EcdfPoint> curve,
        Trend trend,
        List<String> findings,
        String advice) {
    private static final int OUTLINE = 10;

    String name() {
        return drift.feature();
    }

    DriftVerdict verdict() {
        return drift.verdict();
    }

    boolean isText() {
        return drift.comparison() instanceof TextComparison;
    }

    /** Whether every category is too rare for an index to tell anything. */
    boolean isSparse() {
        return drift.comparison() instanceof TextComparison text && text.isTooSparse();
    }

    MissingValues missing() {
        return drift.comparison().missing();
    }

    @Nullable KsBounds ks() {
        return drift.comparison() instanceof NumericComparison numeric ? numeric.ks() : null;
    }

    @Nullable PsiResult psi() {
        return drift.comparison() instanceof NumericComparison numeric
                ? numeric.psi()
                : ((TextComparison) drift.comparison()).psi();
    }

    /** The largest shares of either side, and the sum of all others where there are more. */
    List<Share> largestShares(int most) {
        List<Share> sorted = shares.stream()
                .filter(share -> share.larger() > 0)
                .sorted(Comparator.comparingDouble(Share::larger).reversed())
                .toList();
        if (sorted.size() <= most) {
            return sorted;
        }
        List<Share> shown = new ArrayList<>(sorted.subList(0, most - 1));
        List<Share> rest = sorted.subList(most - 1, sorted.size());
        shown.add(Share.sum(Numbers.count(rest.size()) + " others", rest));
        return shown;
    }

    /** Few enough shares for a small drawing: all slots, or the largest categories. */
    List<Share> outline() {
        return isText() ? largestShares(OUTLINE) : drawn;
    }

    /** The same in so many columns at most: neighbours share one where there are more. */
    List<Share> outline(int most) {
        List<Share> all = outline();
        int each = (all.size() + most - 1) / most;
        if (each <= 1) {
            return all;
        }
        List<Share> joined = new ArrayList<>();
        for (int i = 0; i < all.size(); i += each) {
            joined.add(Share.sum(all.get(i).label(), all.subList(i, Math.min(i + each, all.size()))));
        }
        return joined;
    }

    /** The effect in multiples of its threshold, or null where nothing was tested: none was looked for then, which is not to have found none. */
    static @Nullable Double effect(FeatureDrift drift) {
        return drift.adjustedP() == null && drift.strength() == 0 ? null : drift.strength();
    }

    /** Whether more, or fewer, values are missing, and that is what makes the feature drift more than its values do. */
    boolean missingLeads() {
        return drift.missing().verdict() == DriftVerdict.DRIFT
                && drift.missing().strength() >= drift.values().strength();
    }

    /** The p-value that goes with what leads. */
    @Nullable Double p() {
        return missingLeads() ? drift.missingAdjustedP() : drift.adjustedP();
    }

    /** The shares that add most to the index, largest first; none where it tells nothing. */
    List<Share> topContributions(int most) {
        if (isSparse()) {
            return List.of();
        }
        return shares.stream()
                .filter(share -> share.contribution() > 0)
                .sorted((a, b) -> Double.compare(b.contribution(), a.contribution()))
                .limit(most)
                .toList();
    }
}
