package org.mlopssdk.examples;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.mlopssdk.monitoring.table.Csv;
import org.mlopssdk.store.Content;

/**
 * Simulated machines: which of them fail within a day? Nothing here was measured. The numbers come from a seeded formula and are the same each
 * time, so that the example needs no download.
 */
public final class Machines {

    private static final int WINTER_ROWS = 6000;
    private static final int WINDOW_ROWS = 2000;

    private final Random random;

    private Machines(long seed) {
        random = new Random(seed);
    }

    /**
     * A winter to learn from; a spring like it; a summer that is warmer, and in which a pressure sensor begins to drop out.
     *
     * @return the scenario
     */
    public static Scenario scenario() {
        return new Scenario(
                "SIMULATED machines: does one fail within a day?",
                "machines",
                "failure",
                "vibration",
                new Machines(1).period("winter", WINTER_ROWS, 0, 0),
                List.of(
                        new Machines(2).period("spring", WINDOW_ROWS, 0, 0),
                        new Machines(3).period("summer", WINDOW_ROWS, 6, 0.12)));
    }

    private Period period(String name, int rows, double warmer, double dropout) {
        StringBuilder csv = new StringBuilder("temperature,vibration,pressure,hours,failure\n");
        for (int row = 0; row < rows; row++) {
            csv.append(machine(warmer, dropout)).append('\n');
        }
        return new Period(
                name,
                name + ".csv",
                Content.of(csv.toString().getBytes(StandardCharsets.UTF_8)),
                Csv.withDefaults().readText(csv.toString()));
    }

    /** A machine wears, so it shakes; one that shakes, runs hot and loses pressure is likely to fail. */
    private String machine(double warmer, double dropout) {
        double hours = 1000 * random.nextDouble();
        double temperature = 60 + warmer + 5 * random.nextGaussian();
        double vibration = 2 + 0.003 * hours + 0.5 * random.nextGaussian();
        double pressure = 6 + 0.4 * random.nextGaussian();
        double risk = 5 * (vibration - 4.6) + 0.25 * (temperature - 60) - 3 * (pressure - 6);
        int failure = random.nextDouble() < 1 / (1 + Math.exp(-risk)) ? 1 : 0;
        String reading = random.nextDouble() < dropout ? "" : String.format(Locale.ROOT, "%.2f", pressure);
        return String.format(Locale.ROOT, "%.1f,%.2f,%s,%.0f,%d", temperature, vibration, reading, hours, failure);
    }
}
