package org.mlopssdk.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the kits may import: the SPIs that they hold others to, and the values that those take. */
class PackageEdgesTest {

    private static final JavaClasses TESTKIT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mlopssdk.testkit");

    @Test
    void theKitsKnowTheSpisAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.junit.jupiter.api..",
                        "org.assertj.core..",
                        "org.jspecify.annotations..",
                        "org.mlopssdk.testkit",
                        "org.mlopssdk.store",
                        "org.mlopssdk.journal",
                        "org.mlopssdk.registry",
                        "org.mlopssdk.artifact",
                        "org.mlopssdk.metric",
                        "org.mlopssdk.error")
                .check(TESTKIT);
    }
}
