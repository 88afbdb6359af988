package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The frame that the drawings of a feature share: shares upwards, on an axis from 0 to a round number; slots across.
 *
 * @param slots how many slots there are
 * @param top the share at the top, in (0, 1]
 */
record Plot(int slots, double top) {
    static final double WIDTH = 440;
    static final double HEIGHT = 190;
    private static final double LEFT = 42;
    private static final double RIGHT = WIDTH - 8;
    private static final double TOP = 14;
    private static final double BOTTOM = HEIGHT - 24;
    private static final double[] TOPS = {0.02, 0.04, 0.1, 0.2, 0.4, 0.6, 0.8, 1};
    private static final int MOST_LABELS = 9;
    private static final double CHARACTER = 6.3;

    /** A frame that is just high enough for a share. */
    static Plot upTo(double share, int slots) {
        double top = 1;
        for (int i = TOPS.length - 1; i >= 0 && TOPS[i] >= share; i--) {
            top = TOPS[i];
        }
        return new Plot(slots, top);
    }

    double x(double position) {
        return LEFT + (RIGHT - LEFT) * position / slots;
    }

    double y(double share) {
        return BOTTOM - (BOTTOM - TOP) * share / top;
    }

    double slotWidth() {
        return (RIGHT - LEFT) / slots;
    }

    /** Three lines across, with the shares that they stand for. */
    List<Node> grid() {
        Line lines = new Line();
        List<Node> labels = new ArrayList<>();
        List<Double> places = new ArrayList<>();
        for (int half = 0; half <= 2; half++) {
            double share = top * half / 2;
            lines.move(LEFT, y(share)).across(RIGHT);
            labels.add(Node.text(Numbers.value(100 * share) + (half == 2 ? " %" : "")));
            places.add(y(share) + 4);
        }
        return List.of(Drawing.path("grid", lines.commands()), Drawing.column(LEFT - 6, labels, places));
    }

    /** Labels below at their positions, those left out that would touch the one before. */
    Element below(SortedMap<Double, String> labels) {
        List<String> shown = new ArrayList<>();
        List<Double> places = new ArrayList<>();
        double free = 0;
        int each = 1 + labels.size() / MOST_LABELS;
        int i = 0;
        for (Map.Entry<Double, String> label : labels.entrySet()) {
            double middle = x(label.getKey());
            double half = CHARACTER * Visible.columns(label.getValue()) / 2;
            if (i++ % each == 0 && middle - half >= free && middle + half <= WIDTH + 4) {
                shown.add(label.getValue());
                places.add(middle);
                free = middle + half + CHARACTER;
            }
        }
        return Drawing.words("m", HEIGHT - 8, shown, places);
    }
}
