package org.mlopssdk.benchmarks;

import java.util.Arrays;
import java.util.Random;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TableBuilder;

/** Rows of positive numbers in random order, and the profile of others of the same kind. */
final class LiveRows {

    static final int FEATURES = 20;
    static final int ROWS = 1 << 14;

    private static final int REFERENCE_ROWS = 100_000;
    private static final long SEED = 1;

    private LiveRows() {}

    /** Values of a kind: normal, tied (a normal one rounded to one of some 25) or lognormal. */
    static double[] draw(String kind, int count, long seed) {
        Random random = new Random(SEED + seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            double gaussian = random.nextGaussian();
            values[i] = switch (kind) {
                case "normal" -> 100 + 15 * gaussian;
                case "tied" -> 100 + 5 * Math.rint(3 * gaussian);
                case "lognormal" -> Math.exp(1.5 * gaussian);
                default -> throw new IllegalArgumentException("no kind of values: " + kind);
            };
        }
        return values;
    }

    static double[][] rows(String kind) {
        double[][] rows = new double[ROWS][FEATURES];
        for (int feature = 0; feature < FEATURES; feature++) {
            double[] values = draw(kind, ROWS, 100 + feature);
            for (int row = 0; row < ROWS; row++) {
                rows[row][feature] = values[row];
            }
        }
        return rows;
    }

    static ReferenceProfile profile(String kind, int features) {
        TableBuilder table = Table.builder();
        for (int feature = 0; feature < features; feature++) {
            table.column("feature " + feature, draw(kind, REFERENCE_ROWS, feature));
        }
        return ReferenceProfile.fit(table.build());
    }

    /** What a value has to be multiplied by, so that the cells of a counting pass have equal width. */
    static double scale(double[][] rows, int cells) {
        double most = Arrays.stream(rows).flatMapToDouble(Arrays::stream).max().orElseThrow();
        return (cells - 1) / most;
    }
}
