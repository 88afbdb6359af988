package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.drift.DriftVerdict;

/**
 * How a feature, or the whole report, fared over windows: the earlier ones and this one, oldest first.
 *
 * @param points a point for each window, at least one
 */
record Trend(List<Point> points) {
    /** How many windows the drawings show at most, the large one and the small one. */
    static final int DRAWN = 20;

    static final int SKETCHED = 10;

    /**
     * One window.
     *
     * @param window its name
     * @param effect the effect in multiples of its threshold, or null where nothing was tested or the feature was not there
     * @param verdict what it came to, or null where the feature was not there
     * @param otherPolicy true if that report was judged by another policy than this one, else null
     * @param otherReference true if it was judged against another reference, else null
     */
    record Point(
            String window,
            @Nullable Double effect,
            @Nullable DriftVerdict verdict,
            @Nullable Boolean otherPolicy,
            @Nullable Boolean otherReference) {

        /** Whether its effect is measured as that of this window is. */
        boolean isAlike() {
            return otherPolicy == null && otherReference == null;
        }
    }

    Trend {
        points = List.copyOf(points);
    }

    boolean hasHistory() {
        return points.size() > 1;
    }

    /** Whether the effect is known of any window, so that there is something to draw. */
    boolean isKnown() {
        return points.stream().anyMatch(point -> point.effect() != null);
    }

    /** Whether all windows were judged by the same policy and against the same reference. */
    boolean isAlike() {
        return points.stream().allMatch(Point::isAlike);
    }

    /** How many earlier windows were judged otherwise than this one, and what that means; empty where none was. */
    String unlike() {
        if (isAlike()) {
            return "";
        }
        List<String> told = new ArrayList<>();
        count(told, Point::otherPolicy, "by another policy");
        count(told, Point::otherReference, "against another reference");
        return "Of " + Numbers.count(points.size() - 1L, "earlier window") + " " + String.join(", ", told)
                + ": each effect is in multiples of the threshold of its own time.";
    }

    private void count(List<String> told, Function<Point, @Nullable Boolean> other, String how) {
        long windows =
                points.stream().filter(point -> other.apply(point) != null).count();
        if (windows > 0) {
            told.add(Numbers.count(windows)
                    + (told.isEmpty() ? windows == 1 ? " was judged " : " were judged " : " ")
                    + how);
        }
    }

    /** The last windows, so many at most. */
    Trend last(int most) {
        return new Trend(points.subList(Math.max(0, points.size() - most), points.size()));
    }

    private int driftingFor() {
        int windows = 0;
        while (windows < points.size()
                && points.get(points.size() - 1 - windows).verdict() == DriftVerdict.DRIFT) {
            windows++;
        }
        return windows;
    }

    /** Since when it drifts; empty where it does not, or there is no history to tell from. */
    String since() {
        int windows = driftingFor();
        if (windows == 0 || !hasHistory()) {
            return "";
        }
        if (windows == 1) {
            return "new in this window";
        }
        String first = points.get(points.size() - windows).window();
        return windows == points.size()
                ? "drifting in all " + Numbers.count(windows, "window") + " that are known"
                : "drifting for " + Numbers.count(windows, "window") + ", since " + first;
    }
}
