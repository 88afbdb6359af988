package org.mlopssdk.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Results side by side. In each class of benchmarks the methods whose names begin with {@code ours} stand against those that begin with
 * {@code limit} or {@code peer}; all measure time per operation, so a ratio of 2 means twice as long; once for the
 * means and once for the fastest iterations.
 */
record Comparisons(List<Row> rows) {

    private static final String OURS = "ours";
    private static final String FORMAT = "%-32s %28s   %-18s %28s %8s %8s%n";

    /** Two results of the same class and parameters. */
    record Row(RunResult ours, RunResult other) {}

    static Comparisons of(Collection<RunResult> results) {
        Map<String, List<RunResult>> groups = results.stream()
                .collect(Collectors.groupingBy(Comparisons::group, LinkedHashMap::new, Collectors.toList()));
        List<Row> rows = new ArrayList<>();
        for (List<RunResult> group : groups.values()) {
            for (RunResult ours : group) {
                if (method(ours).startsWith(OURS)) {
                    group.stream()
                            .filter(other -> method(other).matches("(limit|peer).*"))
                            .forEach(other -> rows.add(new Row(ours, other)));
                }
            }
        }
        return new Comparisons(List.copyOf(rows));
    }

    private static String group(RunResult result) {
        BenchmarkParams params = result.getParams();
        String name = params.getBenchmark();
        String type = name.substring(0, name.lastIndexOf('.'));
        String simple = type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", "");
        String values = params.getParamsKeys().stream()
                .sorted()
                .map(key -> " " + key + "=" + params.getParam(key))
                .collect(Collectors.joining());
        return simple + values;
    }

    private static String method(RunResult result) {
        return result.getPrimaryResult().getLabel();
    }

    private static String score(RunResult result) {
        Result<?> primary = result.getPrimaryResult();
        double error = primary.getScoreError();
        return Double.isNaN(error)
                ? String.format(Locale.ROOT, "%,.3f %s", primary.getScore(), primary.getScoreUnit())
                : String.format(Locale.ROOT, "%,.3f ±%,.3f %s", primary.getScore(), error, primary.getScoreUnit());
    }

    private static double mean(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    /** The fastest iteration, which other programs on the machine disturbed least. */
    private static double best(RunResult result) {
        return result.getPrimaryResult().getStatistics().getMin();
    }

    private static String ratio(double ours, double other) {
        return String.format(Locale.ROOT, "%.2f", ours / other);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, FORMAT, "", "ours", "against", "theirs", "ratio", "of best"));
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    FORMAT,
                    group(row.ours) + method(row.ours).substring(OURS.length()).replaceAll("(?=[A-Z])", " "),
                    score(row.ours),
                    method(row.other).replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT),
                    score(row.other),
                    ratio(mean(row.ours), mean(row.other)),
                    ratio(best(row.ours), best(row.other))));
        }
        rows.forEach(row -> row.ours.getSecondaryResults().keySet().forEach(cost -> text.append(costs(row, cost))));
        return text.toString();
    }

    /** What an operation costs beside time, where a benchmark counts that and does one operation in an iteration. */
    private static String costs(Row row, String cost) {
        if (!row.other.getSecondaryResults().containsKey(cost)) {
            return "";
        }
        double ours = perOperation(row.ours, cost);
        double other = perOperation(row.other, cost);
        return String.format(
                Locale.ROOT,
                FORMAT,
                group(row.ours) + " " + cost,
                String.format(Locale.ROOT, "%,.1f", ours),
                method(row.other).replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT),
                String.format(Locale.ROOT, "%,.1f", other),
                ratio(ours, other),
                "");
    }

    private static double perOperation(RunResult result, String cost) {
        return Objects.requireNonNull(result.getSecondaryResults().get(cost)).getScore()
                / result.getParams().getMeasurement().getCount();
    }
}
