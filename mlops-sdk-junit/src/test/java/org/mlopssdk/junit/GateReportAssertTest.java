package org.mlopssdk.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.dropAtMost;
import static org.mlopssdk.junit.GateAssertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;

class GateReportAssertTest {

    private static final MlOps STORE = Scenes.store();
    private static final GateReport FAILED = Scenes.RELEASE.evaluate(
            STORE.model("fraud").version(2), STORE.model("fraud").alias("champion"));
    private static final GateReport PASSED =
            Scenes.lenient().evaluate(STORE.model("fraud").version(2));
    private static final GateReport UNCLEAR = Gate.named("compared")
            .require("f1", atLeast(0.7))
            .require("f1", dropAtMost(0.02))
            .evaluate(STORE.model("fraud").version(2));

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void eachVerdictIsWhatItIs() {
        assertThat(PASSED).passes();
        assertThat(FAILED).fails();
        assertThat(UNCLEAR).isInconclusive();
    }

    @Test
    void aFailureListsTheChecksThatAreToBlame() {
        assertThatThrownBy(() -> assertThat(FAILED).passes())
                .isInstanceOf(AssertionError.class)
                .hasMessage("gate release: model/fraud/2 against model/fraud@champion should pass, and ended as FAIL%n"
                                .formatted()
                        + "  FAIL f1 0.741 against 0.8: drop of 0.059, at most 0.02 allowed, n=412");
    }

    @Test
    void aPassThatShouldNotBeListsWhatHolds() {
        assertThatThrownBy(() -> assertThat(PASSED).fails())
                .hasMessageContaining("should fail, and ended as PASS")
                .hasMessageContaining("PASS f1 0.741, >= 0.741 required");
        assertThatThrownBy(() -> assertThat(PASSED).isInconclusive()).hasMessageContaining("should be inconclusive");
    }

    @Test
    void theInconclusiveNeitherPassesNorFails() {
        assertThatThrownBy(() -> assertThat(UNCLEAR).passes())
                .hasMessageContaining("ended as INCONCLUSIVE")
                .hasMessageContaining("no baseline to compare with yet")
                .hasMessageNotContaining(">= 0.7");
        assertThatThrownBy(() -> assertThat(UNCLEAR).fails()).isInstanceOf(AssertionError.class);
    }

    @Test
    void aDescriptionStandsBeforeTheFailure() {
        assertThatThrownBy(() -> assertThat(FAILED).as("before %d %%", 100).passes())
                .hasMessageStartingWith("[before 100 %] gate release");
        assertThatCode(() -> assertThat(FAILED).as("nothing").fails()).doesNotThrowAnyException();
    }
}
