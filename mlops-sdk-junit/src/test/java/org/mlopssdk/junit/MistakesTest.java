package org.mlopssdk.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;

/** A gate that cannot be asked fails the run, and says what to mend; it is never left out. */
class MistakesTest {

    @Test
    void aModelThatIsNotThereFailsTheGate() {
        assertThat(reason(Mistakes.class, "noSuchModel")).contains("model/frog: has no version yet", "[fraud]");
    }

    @Test
    void anAliasThatIsNotThereFailsTheGate() {
        assertThat(reason(Mistakes.class, "noSuchAlias"))
                .contains("has no alias \"cadidate\" yet", "candidate, champion");
    }

    @Test
    void aGateThatAsksForNothingFails() {
        assertThat(reason(Mistakes.class, "empty")).contains("requires nothing");
    }

    @Test
    void whatNamesNoVersionFails() {
        assertThat(reason(Mistakes.class, "noReference"))
                .contains("\"fraud@a@b\" names no version of a model", "fraud@champion");
    }

    @Test
    void whatNamesNoGateFails() {
        assertThat(reason(Mistakes.class, "noMember")).contains("the gate \"#gate\"", "static field of");
        assertThat(reason(Mistakes.class, "noClass")).contains("the gate \"com.acme.Gates#gate\"", "not there");
        assertThat(reason(Mistakes.class, "noGate")).contains("the gate \"#TEXT\" is no Gate");
    }

    @Test
    void aDocumentThatIsNotThereOrIsNoGateFails() {
        assertThat(reason(Mistakes.class, "noDocument"))
                .contains("the gate \"relaese.json\" is neither a resource beside", "relaese.json");
        assertThat(reason(Mistakes.class, "wrongDocument")).contains("the gate \"wrong.json\": ", "atLaest");
    }

    @Test
    void aStoreThatCannotBeOpenedFails() {
        assertThat(reason(Mistakes.class, "noStore")).contains("nothing serves stores of the scheme \"gopher:\"");
    }

    static class Mistakes {
        @RegisterExtension
        static final MlOpsExtension STORE = MlOpsExtension.of(Scenes::store);

        static final Gate EMPTY = Gate.named("empty");
        static final String TEXT = "text";

        @QualityGate(model = "frog", gate = "#EMPTY")
        void noSuchModel() {}

        @QualityGate(model = "fraud@cadidate", gate = "#EMPTY")
        void noSuchAlias() {}

        @QualityGate(model = "fraud", gate = "#EMPTY")
        void empty() {}

        @QualityGate(model = "fraud@a@b", gate = "#EMPTY")
        void noReference() {}

        @QualityGate(model = "fraud", gate = "#gate")
        void noMember() {}

        @QualityGate(model = "fraud", gate = "com.acme.Gates#gate")
        void noClass() {}

        @QualityGate(model = "fraud", gate = "#TEXT")
        void noGate() {}

        @QualityGate(model = "fraud", gate = "relaese.json")
        void noDocument() {}

        @QualityGate(model = "fraud", gate = "wrong.json")
        void wrongDocument() {}

        @QualityGate(model = "fraud", gate = "#EMPTY", store = "gopher://hole")
        void noStore() {}
    }

    @Test
    void aReportForATestWithoutAGateIsRefused() {
        assertThat(Scenes.run(NoGate.class).testEvents().failed().count()).isEqualTo(1);
        assertThat(QualityGateTest.reasons(Scenes.run(NoGate.class).testEvents())
                        .get(0))
                .contains("GateReport");
    }

    static class NoGate {
        @RegisterExtension
        static final MlOpsExtension STORE = MlOpsExtension.of(Scenes::store);

        @Test
        void alone(GateReport report) {}
    }

    @Test
    void theFieldOfAStoreHasToBeStatic() {
        assertThat(QualityGateTest.reasons(Scenes.run(NotStatic.class).testEvents())
                        .get(0))
                .contains("has to be static");
    }

    static class NotStatic {
        @RegisterExtension
        final MlOpsExtension store = MlOpsExtension.of(Scenes::store);

        @Test
        void alone(MlOps mlops) {}
    }

    private static String reason(Class<?> tests, String method) {
        return Scenes.run(tests).containerEvents().failed().stream()
                .filter(event ->
                        event.getTestDescriptor().getUniqueId().toString().contains(":" + method + "("))
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .findFirst()
                .orElseThrow();
    }
}
