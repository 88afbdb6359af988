package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.table.Table;

/**
 * How often windows without drift are called DRIFT: by the default policy, and by one that was calibrated to a budget. Rows are independent, or
 * each remembers nine tenths of the one before. Seeds are printed; {@code -Dmlops.seed=...} sets another.
 */
class FalseAlarmsTest {
    private static final long SEED = Long.getLong("mlops.seed", 20_261_122);
    private static final int WINDOW = 500;

    /** Three numbers and a text, one of the numbers sometimes missing, in the order of time without an end. */
    private static final class Stream {
        private final Random random;
        private final double memory;
        private final double[] state = new double[4];

        Stream(double memory, long seed) {
            this.memory = memory;
            this.random = new Random(seed);
            next(1000);
        }

        Table next(int rows) {
            return next(rows, 0);
        }

        Table next(int rows, double shift) {
            double[][] columns = new double[4][rows];
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < state.length; i++) {
                    state[i] = memory * state[i] + Math.sqrt(1 - memory * memory) * random.nextGaussian();
                    columns[i][row] = state[i];
                }
            }
            double[] gaps = columns[1].clone();
            for (int row = 0; row < rows; row++) {
                gaps[row] = columns[2][row] > 1.5 ? Double.NaN : gaps[row];
            }
            return Table.builder()
                    .column(
                            "smooth",
                            Arrays.stream(columns[0]).map(x -> x + shift).toArray())
                    .column("gaps", gaps)
                    .column("rounded", Arrays.stream(columns[2]).map(Math::rint).toArray())
                    .column(
                            "text",
                            Arrays.stream(columns[3])
                                    .mapToObj(x -> x < -0.5 ? "low" : x < 1 ? "middle" : "high")
                                    .toArray(String[]::new))
                    .build();
        }
    }

    private static long alarms(DriftPolicy policy, ReferenceProfile profile, Stream stream, int windows, double shift) {
        long alarms = 0;
        for (int i = 0; i < windows; i++) {
            DriftReport report = policy.compare(profile, stream.next(WINDOW, shift));
            alarms += report.verdict() == DriftVerdict.DRIFT ? 1 : 0;
        }
        return alarms;
    }

    private static void withinTheBudget(int windows) {
        System.out.println("FalseAlarmsTest: mlops.seed=" + SEED + ", " + windows + " windows of " + WINDOW
                + " rows and 4 features without drift, reference of 60,000 rows");
        System.out.printf(
                Locale.ROOT,
                "%-22s %8s %12s %12s %14s%n",
                "rows",
                "budget",
                "by default",
                "calibrated",
                "shift of 2 sd");
        for (double memory : new double[] {0, 0.9}) {
            for (double budget : new double[] {0.05, 0.1}) {
                Stream stream = new Stream(memory, SEED);
                Table reference = stream.next(60_000);
                ReferenceProfile profile =
                        ReferenceProfile.options().withMaxBreakPoints(500).fit(reference);
                DriftPolicy calibrated = DriftPolicy.calibrated(reference, WINDOW, budget);

                double byDefault = alarms(DriftPolicy.ofDefaults(), profile, stream, windows / 4, 0) / (windows / 4.0);
                double rate = alarms(calibrated, profile, stream, windows, 0) / (double) windows;
                double found = alarms(calibrated, profile, stream, windows / 10, 2) / (windows / 10.0);

                System.out.printf(
                        Locale.ROOT,
                        "%-22s %7.1f%% %11.2f%% %11.2f%% %13.1f%%%n",
                        memory == 0 ? "independent" : "AR(1), phi " + memory,
                        100 * budget,
                        100 * byDefault,
                        100 * rate,
                        100 * found);
                assertThat(rate).as("memory " + memory).isLessThanOrEqualTo(budget);
                assertThat(found).as("a shift is found").isGreaterThan(0.9);
                if (memory > 0) {
                    assertThat(byDefault)
                            .as("p-values take rows for independent")
                            .isGreaterThan(budget);
                }
            }
        }
    }

    @Test
    void stayWithinTheDeclaredBudget() {
        withinTheBudget(200);
    }

    @Tag("heavy")
    @Test
    void stayWithinTheDeclaredBudgetOver2000Windows() {
        withinTheBudget(2_000);
    }
}
