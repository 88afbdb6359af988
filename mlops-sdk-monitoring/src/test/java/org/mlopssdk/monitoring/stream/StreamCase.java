package org.mlopssdk.monitoring.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A stream made as {@code src/test/oracles/stream_cases.py} makes it, with what river says of it. */
record StreamCase(long seed, boolean binary, String shape, int length, List<String> settings) {

    /** The cases of a detector; settings and expected numbers are the fields after the first four. */
    static List<StreamCase> of(String detector) {
        try (InputStream in = StreamCase.class.getResourceAsStream(detector + "_cases.csv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(2)
                    .map(line -> List.of(line.split("\\|", -1)))
                    .map(StreamCase::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StreamCase of(List<String> fields) {
        return new StreamCase(
                Long.parseLong(fields.get(0)),
                fields.get(1).equals("binary"),
                fields.get(2),
                Integer.parseInt(fields.get(3)),
                fields.subList(4, fields.size()));
    }

    String text(int field) {
        return settings.get(field);
    }

    int integer(int field) {
        return Integer.parseInt(text(field));
    }

    double number(int field) {
        return text(field).equals("nan") ? Double.NaN : Double.parseDouble(text(field));
    }

    List<Integer> integers(int field) {
        return text(field).isEmpty()
                ? List.of()
                : Arrays.stream(text(field).split(" ")).map(Integer::valueOf).toList();
    }

    double[] values() {
        Lcg numbers = new Lcg(seed);
        double base = numbers.next();
        double change = numbers.next();
        double scale = numbers.next();
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            double at = level(shape, (double) i / length);
            if (shape.equals("constant")) {
                values[i] = !binary ? base : base < 0.5 ? 1 : 0;
            } else if (binary) {
                values[i] = numbers.next() < 0.05 + 0.3 * base + (0.1 + 0.5 * change) * at ? 1 : 0;
            } else {
                double bell = numbers.next() + numbers.next() + numbers.next() + numbers.next() - 2.0;
                values[i] = 10.0 * base + (0.2 + 2.0 * scale) * (bell + 3.0 * change * at);
            }
        }
        return values;
    }

    private static double level(String shape, double t) {
        return switch (shape) {
            case "step" -> t < 0.5 ? 0 : 1;
            case "down" -> t < 0.5 ? 1 : 0;
            case "gradual" -> Math.min(Math.max((t - 0.25) * 2, 0), 1);
            case "twice" -> t >= 0.3 && t < 0.6 ? 1 : 0;
            default -> 0;
        };
    }

    /** Knuth's linear congruential generator, its high 53 bits as a number in [0, 1). */
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

    @Override
    public String toString() {
        return "stream " + seed + " (" + shape + ", " + length + " values) " + settings;
    }
}
