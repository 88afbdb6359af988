package org.mlopssdk.s3;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the module may import, and what it shows. */
class PackageEdgesTest {

    private static final JavaClasses S3 = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mlopssdk.s3");

    @Test
    void theStoreKnowsTheSpiItServesAndWhatItStandsOn() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.xml.stream..",
                        "kotlin..",
                        "okhttp3",
                        "okio",
                        "org.jspecify.annotations..",
                        "org.slf4j",
                        "software.amazon.awssdk..",
                        "org.mlopssdk.s3",
                        "org.mlopssdk.store",
                        "org.mlopssdk.error")
                .check(S3);
    }

    @Test
    void usersSeeTheStoreItsBuilderAndWhatFindsIt() {
        assertThat(S3.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder("S3BlobStore", "S3BlobStoreBuilder", "S3BlobStoreProvider");
    }
}
