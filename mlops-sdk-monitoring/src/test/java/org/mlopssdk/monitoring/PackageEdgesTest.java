package org.mlopssdk.monitoring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The allowed edges between packages, as the plan lists them. */
class PackageEdgesTest {
    private static final String ROOT = "org.mlopssdk.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.mlopssdk.monitoring");

    @ParameterizedTest
    @CsvSource({
        "statistic, org.apache.commons.statistics.. org.apache.commons.numbers..",
        "table, org.mlopssdk.error de.siegmar.fastcsv..",
        "evaluation, org.mlopssdk.monitoring.statistic org.mlopssdk.monitoring.table org.mlopssdk.metric"
                + " org.mlopssdk.error org.apache.commons.statistics..",
        "profile, org.mlopssdk.monitoring.statistic org.mlopssdk.monitoring.table org.mlopssdk.artifact"
                + " org.mlopssdk.store org.mlopssdk.json org.mlopssdk.error",
        "drift, org.mlopssdk.monitoring.profile org.mlopssdk.monitoring.statistic org.mlopssdk.monitoring.table"
                + " org.mlopssdk.metric org.mlopssdk.gate org.mlopssdk.json org.mlopssdk.error"
                + " org.apache.commons.statistics..",
        "stream, java..",
        "report, org.mlopssdk.monitoring.drift org.mlopssdk.monitoring.profile org.mlopssdk.monitoring.statistic"
                + " org.mlopssdk.registry org.mlopssdk.run org.mlopssdk.gate org.mlopssdk.artifact org.mlopssdk.metric"
                + " org.mlopssdk.store org.mlopssdk.json org.mlopssdk.error",
        "multivariate, org.mlopssdk.monitoring.statistic org.mlopssdk.monitoring.table"
                + " org.apache.commons.statistics..",
    })
    void aPackageImportsOnlyWhatItMay(String name, String allowed) {
        List<String> edges = new ArrayList<>(List.of(allowed.split(" ")));
        edges.addAll(List.of("java..", "org.jspecify.annotations", ROOT + "monitoring." + name));

        classes()
                .that()
                .resideInAPackage(ROOT + "monitoring." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(edges.toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void everyPackageIsListedAbove() {
        classes()
                .should()
                .resideInAnyPackage(
                        ROOT + "monitoring.statistic",
                        ROOT + "monitoring.table",
                        ROOT + "monitoring.evaluation",
                        ROOT + "monitoring.profile",
                        ROOT + "monitoring.drift",
                        ROOT + "monitoring.stream",
                        ROOT + "monitoring.report",
                        ROOT + "monitoring.multivariate")
                .check(CLASSES);
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("org.mlopssdk.monitoring.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
