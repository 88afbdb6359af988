package org.mlopssdk.monitoring.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Real data with known answers, which are not part of the project: in the folder {@code mlops.data} or {@code
 * shared/data} above.
 */
public final class RealData {

    private RealData() {}

    /** The folder of the data; the test is skipped, saying so, where there is none. */
    public static Path folder() {
        String declared = System.getProperty("mlops.data");
        if (declared != null && Files.isDirectory(Path.of(declared))) {
            return Path.of(declared);
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            if (Files.isDirectory(up.resolve("shared/data"))) {
                return up.resolve("shared/data");
            }
        }
        String reason =
                "No real data: -Dmlops.data names no folder (" + declared + ") and no folder above holds shared/data.";
        System.out.println("Skipped. " + reason);
        return Assumptions.abort(reason);
    }

    public static Table occupancy(String file) {
        return Csv.withDefaults().read(folder().resolve("occupancy").resolve(file));
    }

    public static Table wine(String colour) {
        return Csv.withDefaults().separator(';').read(folder().resolve("wine/winequality-" + colour + ".csv"));
    }

    public static Table titanic(String part) {
        return Csv.withDefaults().read(folder().resolve("titanic/titanic_" + part + ".csv"));
    }

    /** A reference, a window compared with it, and what SciPy says of both. */
    @SuppressWarnings("exports") // of the module that tests alone read
    public record Window(String name, Table reference, Table current, JsonNode expected) {}

    /** The windows of {@code shared/data/expected}. */
    public static List<Window> windows() {
        List<Window> windows = new ArrayList<>();
        for (String file : List.of("occupancy", "titanic_missing", "wine_red_vs_white")) {
            try {
                new ObjectMapper()
                        .readTree(folder().resolve("expected/" + file + ".json").toFile())
                        .get("windows")
                        .forEach(expected -> windows.add(window(expected)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return windows;
    }

    private static Window window(JsonNode expected) {
        String name = expected.get("name").asText();
        List<Table> tables = switch (name) {
            case "train-vs-datatest" -> List.of(occupancy("datatraining.txt"), occupancy("datatest.txt"));
            case "train-vs-datatest2" -> List.of(occupancy("datatraining.txt"), occupancy("datatest2.txt"));
            case "train-odd-even" -> evenAndOdd(occupancy("datatraining.txt"));
            case "train-vs-test" -> List.of(titanic("reference"), titanic("analysis"));
            case "red-vs-white" -> List.of(wine("red"), wine("white"));
            case "red-odd-even" -> evenAndOdd(wine("red"));
            case "white-first-last-half" ->
                List.of(wine("white").slice(0, 2449), wine("white").slice(2449, 4898));
            default -> throw new IllegalArgumentException("an unknown window: " + name);
        };
        return new Window(name, tables.get(0), tables.get(1), expected);
    }

    /** The rows of even numbers, counted from 0, and the others. */
    public static List<Table> evenAndOdd(Table table) {
        return IntStream.range(0, 2)
                .mapToObj(first -> table.rows(IntStream.range(0, table.rows())
                        .filter(row -> row % 2 == first)
                        .toArray()))
                .toList();
    }
}
