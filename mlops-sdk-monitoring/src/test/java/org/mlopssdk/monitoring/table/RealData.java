package org.mlopssdk.monitoring.table;

import java.nio.file.Files;
import java.nio.file.Path;
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
}
