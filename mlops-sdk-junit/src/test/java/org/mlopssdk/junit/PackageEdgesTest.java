package org.mlopssdk.junit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What gates as tests may import: the front door, gates and versions; AssertJ only where assertions begin. */
class PackageEdgesTest {

    private static final JavaClasses JUNIT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mlopssdk.junit");

    @Test
    void gatesAsTestsKnowTheFrontDoor() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.junit.jupiter.api..",
                        "org.junit.platform.commons..",
                        "org.opentest4j",
                        "org.assertj.core..",
                        "org.jspecify.annotations..",
                        "org.mlopssdk.junit",
                        "org.mlopssdk",
                        "org.mlopssdk.registry",
                        "org.mlopssdk.gate",
                        "org.mlopssdk.error")
                .check(JUNIT);
    }

    @Test
    void whoHasNoAssertJCanHaveGatesAllTheSame() {
        classes()
                .that()
                .doNotHaveSimpleName("GateAssertions")
                .and()
                .doNotHaveSimpleName("GateReportAssert")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("org.assertj..")
                .check(JUNIT);
    }
}
