package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/** Numbers from outside: the rows of a resource written by one of the scripts in {@code src/test/oracles}. */
public final class Oracle {

    private Oracle() {}

    static List<String[]> rows(String resource) {
        return rows(Oracle.class, resource);
    }

    /** The rows of a resource that lies beside a class, without the two lines about them. */
    public static List<String[]> rows(Class<?> beside, String resource) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(2)
                    .map(line -> line.split("\\|", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    public static double[] numbers(String list) {
        return Arrays.stream(list.split(" ")).mapToDouble(Oracle::number).toArray();
    }

    /** Knuth's linear congruential generator, as the scripts have it: its high 53 bits as a number in [0, 1). */
    public static final class Lcg {
        private long state;

        public Lcg(long seed) {
            this.state = seed;
        }

        public double next() {
            state = state * 6364136223846793005L + 1442695040888963407L;
            return (state >>> 11) * 0x1p-53;
        }
    }

    static long[] counts(String list) {
        return Arrays.stream(list.split(" "))
                .flatMapToLong(token -> LongStream.of(Long.parseLong(token)))
                .toArray();
    }

    /** Equal to 1e-9 of its size down to 1e-300, below which anything as small will do. */
    static void assertProbability(double actual, double expected, String what) {
        if (expected < 1e-300) {
            assertThat(actual).as(what).isBetween(0.0, 1e-300);
        } else {
            assertThat(Math.abs(actual - expected) / expected)
                    .as("%s: %s against %s", what, actual, expected)
                    .isLessThanOrEqualTo(1e-9);
        }
    }

    /** Equal to 1e-12 of its size down to 1e-300, below which anything as small will do. */
    static void assertTail(double actual, double expected, String what) {
        if (expected < 1e-300) {
            assertThat(actual).as(what).isBetween(0.0, 1e-300);
        } else {
            assertDigits(actual, expected, what);
        }
    }

    /** Equal to 1e-12 of its size: what comes from exact arithmetic by a few roundings. */
    static void assertDigits(double actual, double expected, String what) {
        if (actual != expected) {
            assertThat(Math.abs(actual - expected) / Math.abs(expected))
                    .as("%s: %s against %s", what, actual, expected)
                    .isLessThanOrEqualTo(1e-12);
        }
    }

    /** Equal to 1e-9 of its size, and to 1e-15 near zero. */
    static void assertNumber(double actual, double expected, String what) {
        assertThat(Math.abs(actual - expected))
                .as("%s: %s against %s", what, actual, expected)
                .isLessThanOrEqualTo(1e-9 * Math.abs(expected) + 1e-15);
    }

    /** Equal to the tolerance, relative to numbers above 1; NaN is equal to NaN only. */
    public static void assertClose(double actual, double expected, double tolerance, String what) {
        if (Double.isNaN(expected)) {
            assertThat(actual).as(what).isNaN();
        } else {
            assertThat(Math.abs(actual - expected))
                    .as("%s: %s against %s", what, actual, expected)
                    .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(expected)));
        }
    }
}
