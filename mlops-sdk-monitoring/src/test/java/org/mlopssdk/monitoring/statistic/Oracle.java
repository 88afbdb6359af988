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
final class Oracle {

    private Oracle() {}

    static List<String[]> rows(String resource) {
        try (InputStream in = Objects.requireNonNull(Oracle.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(2)
                    .map(line -> line.split("\\|", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    static double[] numbers(String list) {
        return Arrays.stream(list.split(" ")).mapToDouble(Oracle::number).toArray();
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
}
