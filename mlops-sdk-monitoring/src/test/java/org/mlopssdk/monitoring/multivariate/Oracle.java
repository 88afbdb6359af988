package org.mlopssdk.monitoring.multivariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

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

    static double[] numbers(String list) {
        return Arrays.stream(list.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** Equal to the tolerance, relative to numbers above 1. */
    static void close(double actual, double expected, double tolerance, String what) {
        assertThat(Math.abs(actual - expected))
                .as("%s: %s against %s", what, actual, expected)
                .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(expected)));
    }

    /** The linear congruential generator of the scripts: the high 53 bits as a number in [0, 1). */
    static final class Lcg {
        private long state;

        Lcg(long seed) {
            this.state = seed;
        }

        double next() {
            state = state * 6364136223846793005L + 1442695040888963407L;
            return (state >>> 11) * 0x1p-53;
        }
    }
}
