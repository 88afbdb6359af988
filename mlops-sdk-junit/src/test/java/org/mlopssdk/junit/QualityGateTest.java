package org.mlopssdk.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.dropAtMost;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.CheckResult;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.registry.ArtifactVersion;

class QualityGateTest {

    private static final List<String> SEEN = new ArrayList<>();

    @Test
    void eachRequirementIsATestThatIsNamedByHowItEnded() {
        Events tests = Scenes.run(WorseCandidate.class).testEvents();

        assertThat(names(tests))
                .containsExactly(
                        "f1 0.741, >= 0.7 required, n=412",
                        "f1 0.741 against 0.8: drop of 0.059, at most 0.02 allowed, n=412");
        tests.succeeded()
                .assertThatEvents()
                .haveExactly(1, event(test(), displayName(names(tests).get(0))));
        tests.failed()
                .assertThatEvents()
                .haveExactly(1, event(test(), displayName(names(tests).get(1))));
    }

    @Test
    void theFailureIsASentenceThatNamesTheModelAndWhatItWasComparedWith() {
        assertThat(reasons(Scenes.run(WorseCandidate.class).testEvents()))
                .containsExactly("FAIL f1 0.741 against 0.8: drop of 0.059, at most 0.02 allowed, n=412"
                        + " (gate release: model/fraud/2 against model/fraud@champion)");
    }

    static class WorseCandidate {
        @RegisterExtension
        static final MlOpsExtension STORE = MlOpsExtension.of(Scenes::store);

        @QualityGate(model = "fraud@candidate", baseline = "fraud@champion", gate = "org.mlopssdk.junit.Scenes#RELEASE")
        void release() {}
    }

    @Test
    void theBodyRunsOnlyWhereWhatWasRequiredHolds() {
        SEEN.clear();
        Scenes.run(WithABody.class)
                .testEvents()
                .assertStatistics(stats -> stats.started(2).failed(1));
        assertThat(SEEN).containsExactly("PASS f1 0.741, >= 0.7 required, n=412 of FAIL by release: model/fraud/2");
    }

    static class WithABody {
        @RegisterExtension
        static final MlOpsExtension STORE = MlOpsExtension.of(Scenes::store);

        @QualityGate(model = "fraud", baseline = "fraud/1", gate = "org.mlopssdk.junit.Scenes#RELEASE")
        void release(CheckResult check, GateReport report, Gate gate, ArtifactVersion candidate) {
            SEEN.add(check + " of " + report.verdict() + " by " + gate.name() + ": "
                    + candidate.toString().split(" ")[0]);
        }
    }

    @Test
    void adviceThatIsNotFollowedIsSkippedWithTheReasonAndFailsNothing() {
        Events tests = Scenes.run(Advised.class).testEvents();

        tests.assertStatistics(stats -> stats.succeeded(1).aborted(1).failed(0));
        assertThat(reasons(tests))
                .containsExactly(
                        "advice not followed: FAIL latency.p95.ms 31 > 20 required" + " (gate lenient: model/fraud/2)");
    }

    static class Advised {
        @RegisterExtension
        static final MlOpsExtension STORE = MlOpsExtension.of(Scenes::store);

        @QualityGate(model = "fraud/2", gate = "org.mlopssdk.junit.Scenes#lenient")
        void lenient() {}
    }

    @Test
    void whatIsInconclusiveFailsUnlessItIsToBeSkipped() {
        Events tests = Scenes.run(NothingToCompareWith.class).testEvents();

        tests.assertStatistics(stats -> stats.failed(1).aborted(1).succeeded(0));
        assertThat(reasons(tests))
                .allMatch(reason -> reason.startsWith("INCONCLUSIVE f1 0.741, no baseline to compare with yet"));
    }

    @Test
    void whatFailsFailsAlsoWhereTheInconclusiveIsSkipped() {
        Scenes.run(SkippingAndFailing.class)
                .testEvents()
                .assertStatistics(stats -> stats.failed(1).aborted(0).succeeded(0));
    }

    static class NothingToCompareWith {
        @RegisterExtension
        static final MlOpsExtension STORE = MlOpsExtension.of(Scenes::store);

        static final Gate COMPARED = Gate.named("compared").require("f1", dropAtMost(0.02));

        @QualityGate(model = "fraud", baseline = "fraud@nobody", gate = "#COMPARED")
        void strict() {}

        @QualityGate(model = "fraud", baseline = "fraud@nobody", gate = "#COMPARED", inconclusive = Outcome.ABORTED)
        void easy() {}
    }

    static class SkippingAndFailing {
        @RegisterExtension
        static final MlOpsExtension STORE = MlOpsExtension.of(Scenes::store);

        static Gate high() {
            return Gate.named("high").require("f1", atLeast(0.9));
        }

        @QualityGate(model = "fraud", gate = "#high", inconclusive = Outcome.ABORTED)
        void high(CheckResult check) {}
    }

    @Test
    void onAClassItHandsWhatWasFoundToTheTestsAndToThoseNestedInIt() {
        EngineExecutionResults results = Scenes.run(OnAClass.class);
        results.testEvents().assertStatistics(stats -> stats.succeeded(3).failed(1));
        results.testEvents().assertThatEvents().haveExactly(1, event(test("inner"), finishedSuccessfully()));
    }

    @QualityGate(model = "fraud@candidate", baseline = "fraud@champion", gate = "org.mlopssdk.junit.Scenes#RELEASE")
    static class OnAClass {
        @RegisterExtension
        static final MlOpsExtension STORE = MlOpsExtension.of(Scenes::store);

        private static GateReport first;

        @Test
        void passes(GateReport report) {
            GateAssertions.assertThat(report).passes();
        }

        @Test
        void fails(GateReport report) {
            GateAssertions.assertThat(report).fails();
            first = report;
        }

        @Test
        void knowsVersions(
                ArtifactVersion candidate, @Version("fraud@champion") ArtifactVersion champion, MlOps mlops) {
            assertThat(champion).isEqualTo(mlops.model("fraud").version(1));
            assertThat(candidate.number()).isEqualTo(2);
        }

        @Nested
        class Inner {
            @Test
            void inner(GateReport report) {
                assertThat(first == null || first == report).isTrue();
            }
        }
    }

    @Test
    void anAnnotationOfOnesOwnCarriesIt() {
        Scenes.run(OnesOwn.class)
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(1).failed(1));
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @QualityGate(model = "fraud", baseline = "fraud@champion", gate = "org.mlopssdk.junit.Scenes#RELEASE")
    @interface FraudGate {}

    static class OnesOwn {
        @RegisterExtension
        static final MlOpsExtension STORE = MlOpsExtension.of(Scenes::store);

        @FraudGate
        void release() {}
    }

    @Test
    void aGateMayBeADocumentBesideTheTestOrAtTheRootOfTheClassPathOrAFile() {
        Events tests = Scenes.run(Documents.class).testEvents();
        tests.assertStatistics(stats -> stats.succeeded(6).failed(0));
        assertThat(names(tests)).contains("f1 0.741, >= 0.7 required, n=412", "latency.p95.ms 31, <= 40 required");
    }

    static class Documents {
        @RegisterExtension
        static final MlOpsExtension STORE = MlOpsExtension.of(Scenes::store);

        @QualityGate(model = "fraud", gate = "release.json")
        void beside() {}

        @QualityGate(model = "fraud", gate = "org/mlopssdk/junit/release.json")
        void atTheRoot() {}

        @QualityGate(model = "fraud", gate = "../mlops-sdk-junit/src/test/resources/org/mlopssdk/junit/release.json")
        void file() {}
    }

    @Test
    void theStoreIsTheOneThatTheRunNames(@TempDir Path directory) {
        try (MlOps mlops = MlOps.open(directory)) {
            Scenes.register(mlops.model("fraud"), 0.9, 10);
        }
        Scenes.run(Configured.class, "mlops.uri", directory.toUri().toString())
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(1).failed(0));
    }

    static class Configured {
        static final Gate GATE = Gate.named("high").require("f1", atLeast(0.9));

        @QualityGate(model = "fraud", gate = "#GATE")
        void high(MlOps mlops) {
            assertThat(mlops.models()).containsExactly("fraud");
        }
    }

    static List<String> names(Events tests) {
        return tests.started()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    /** What those tests say that did not pass. */
    static List<String> reasons(Events events) {
        return Stream.concat(events.failed().stream(), events.aborted().stream())
                .map(QualityGateTest::reason)
                .toList();
    }

    private static String reason(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage();
    }
}
