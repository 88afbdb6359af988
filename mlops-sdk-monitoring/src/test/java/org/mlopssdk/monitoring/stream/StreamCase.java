package org.mlopssdk.monitoring.stream;

import java.util.Arrays;
import java.util.List;
import org.mlopssdk.monitoring.statistic.Oracle;

/** A stream made as {@code src/test/oracles/stream_cases.py} makes it, with what river says of it. */
record StreamCase(long seed, boolean binary, String shape, int length, List<String> settings) {

    /** The cases of a detector; settings and expected numbers are the fields after the first four. */
    static List<StreamCase> of(String detector) {
        return Oracle.rows(StreamCase.class, detector + "_cases.csv").stream()
                .map(fields -> of(List.of(fields)))
                .toList();
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
        return Oracle.number(text(field));
    }

    List<Integer> integers(int field) {
        return text(field).isEmpty()
                ? List.of()
                : Arrays.stream(text(field).split(" ")).map(Integer::valueOf).toList();
    }

    double[] values() {
        Oracle.Lcg numbers = new Oracle.Lcg(seed);
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

    @Override
    public String toString() {
        return "stream " + seed + " (" + shape + ", " + length + " values) " + settings;
    }
}
