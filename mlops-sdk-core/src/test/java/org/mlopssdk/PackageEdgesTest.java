package org.mlopssdk;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The edges between the packages of core, as they are allowed, and no others. */
class PackageEdgesTest {

    private static final String ROOT = "org.mlopssdk";

    /** Each package, and what of ours it may import. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "error", Set.of(),
            "json", Set.of("error"),
            "metric", Set.of("error", "json"),
            "store", Set.of("error", "json"),
            "journal", Set.of("store", "error", "json"),
            "artifact", Set.of("store", "metric", "error", "json"),
            "run", Set.of("artifact", "journal", "store", "metric", "error", "json"),
            "gate", Set.of("metric", "error", "json"),
            "registry", Set.of("run", "gate", "artifact", "journal", "store", "metric", "error", "json"));

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    static Set<String> packages() {
        return ALLOWED.keySet();
    }

    private static DescribedPredicate<JavaClass> ours(String description, Predicate<String> packages) {
        return DescribedPredicate.describe(
                description,
                type -> (type.getPackageName() + ".").startsWith(ROOT + ".") && packages.test(type.getPackageName()));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void eachPackageImportsWhatItMayAndNoOther(String name) {
        Set<String> allowed =
                ALLOWED.get(name).stream().map(other -> ROOT + "." + other).collect(Collectors.toSet());
        String self = ROOT + "." + name;

        noClasses()
                .that()
                .resideInAPackage(self)
                .should()
                .dependOnClassesThat(are(ours(
                        "of packages that " + name + " may not import",
                        other -> !other.equals(self) && !allowed.contains(other))))
                .because(name + " may import " + ALLOWED.get(name) + " alone")
                .allowEmptyShould(name.equals("registry"))
                .check(CORE);
    }

    @Test
    void thereIsNoPackageBesideThese() {
        Set<String> found = CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(found).isSubsetOf(expected());
        assertThat(CORE.containPackage(ROOT + ".util")).isFalse();
        assertThat(CORE.containPackage(ROOT + ".internal")).isFalse();
        assertThat(CORE.getDefaultPackage().getPackage(ROOT).getSubpackagesInTree())
                .extracting(JavaPackage::getRelativeName)
                .doesNotContain("util", "utils", "internal", "impl", "common", "helper");
    }

    private static Set<String> expected() {
        Set<String> expected =
                packages().stream().map(name -> ROOT + "." + name).collect(Collectors.toSet());
        expected.add(ROOT);
        return expected;
    }

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void onlyTheRootKnowsTheRoot() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CORE);
    }

    @Test
    void jsonStaysOutOfWhatIsExported() {
        classes()
                .that(are(ours("outside of json", name -> !name.equals(ROOT + ".json"))))
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
                .check(CORE);
    }

    @Test
    void errorsAndMetricsNeedTheJdkAndAnnotationsAlone() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + ".error", ROOT + ".metric")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ROOT + "..", "org.jspecify..", "com.fasterxml.jackson.annotation")
                .check(CORE);
    }
}
