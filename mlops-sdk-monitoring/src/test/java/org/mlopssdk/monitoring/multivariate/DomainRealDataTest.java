package org.mlopssdk.monitoring.multivariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mlopssdk.monitoring.statistic.Oracle;
import org.mlopssdk.monitoring.table.RealData;
import org.mlopssdk.monitoring.table.Table;

/** The whole classifier on three real data sets, against scikit-learn and pROC with the same folds. */
class DomainRealDataTest {

    /** Surefire does not report an aborted test factory; this one it reports as skipped, with the reason. */
    @Test
    void theDataAreThere() {
        assertThat(RealData.folder()).isDirectory();
    }

    @TestFactory
    Stream<DynamicTest> areaIntervalAndWeightsAgree() {
        RealData.folder();
        return Oracle.rows(DomainRealDataTest.class, "domain_cases.csv").stream()
                .map(row -> DynamicTest.dynamicTest(row[0], () -> agrees(row, tables(row[0]))));
    }

    private static void agrees(String[] row, List<Table> tables) {
        DomainResult result = DomainClassifier.withDefaults()
                .maxCategories(Integer.parseInt(row[1]))
                .strength(Double.parseDouble(row[2]))
                .folds(Integer.parseInt(row[3]))
                .seed(Long.parseLong(row[4]))
                .compare(tables.get(0), tables.get(1));

        Oracle.assertClose(result.area().value(), Double.parseDouble(row[5]), 1e-12, "area");
        Oracle.assertClose(result.area().lower(), Double.parseDouble(row[6]), 1e-9, "lower end");
        Oracle.assertClose(result.area().upper(), Double.parseDouble(row[7]), 1e-9, "upper end");
        assertThat(result.weights()).extracting(DomainWeight::term).containsExactly(row[8].split(";"));
        double[] weights = Oracle.numbers(row[9]);
        for (int i = 0; i < weights.length; i++) {
            Oracle.assertClose(result.weights().get(i).weight(), weights[i], 1e-6, "weight " + i);
        }
    }

    private static List<Table> tables(String data) {
        return switch (data) {
            case "wine" -> List.of(RealData.wine("red"), RealData.wine("white"));
            case "wine halves" -> RealData.evenAndOdd(RealData.wine("white"));
            case "occupancy" -> List.of(occupancy("datatraining.txt"), occupancy("datatest.txt"));
            default -> List.of(passengers("reference"), passengers("analysis"));
        };
    }

    private static Table occupancy(String file) {
        return RealData.occupancy(file).without("date");
    }

    private static Table passengers(String part) {
        return RealData.titanic(part).select("Pclass", "Age", "SibSp", "Parch", "Fare", "Sex", "Cabin", "Embarked");
    }
}
