package org.mlopssdk.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;
import static org.mlopssdk.gate.Condition.between;
import static org.mlopssdk.gate.Condition.dropAtMost;
import static org.mlopssdk.gate.Condition.riseAtMostPercent;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Measured;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

class GateReportTest {

    record Sample(String subject, Metrics metrics) implements Measured {}

    private static Sample candidate(double f1) {
        return new Sample("model/failure/2@sha256:abc", Metrics.of("f1", f1).with("latency.p95.ms", 12.5));
    }

    private static GateReport failed() {
        return Gate.named("release").require("f1", atLeast(0.78)).evaluate(candidate(0.741));
    }

    private static GateReport read(String json) {
        return GateReport.fromJson(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(GateReport report) {
        return new String(report.toJson(), StandardCharsets.UTF_8);
    }

    @Nested
    class AGate {

        private final Gate release = Gate.named("release")
                .require("f1", atLeast(0.78))
                .require("f1", dropAtMost(0.02).orBootstrap())
                .advise("latency.p95.ms", atMost(20));

        @Test
        void ofTheJavadocReadsAsItIsWritten() {
            assertThat(release.toString().lines())
                    .containsExactly(
                            "gate release",
                            "  f1 >= 0.78",
                            "  f1 drop <= 0.02 (or no baseline yet)",
                            "  latency.p95.ms <= 20 (advice)");
            assertThat(release.evaluate(candidate(0.81)).verdict()).isEqualTo(Verdict.PASS);
            assertThat(release.evaluate(candidate(0.741)).verdict()).isEqualTo(Verdict.FAIL);
        }

        @Test
        void judgesAgainstABaselineThatIsThereOrNot() {
            Sample champion = new Sample("alias champion at 3", Metrics.of("f1", 0.9));
            Baseline vacant = new Baseline() {
                @Override
                public String subject() {
                    return "alias champion at 0";
                }

                @Override
                public Optional<Metrics> baseline() {
                    return Optional.empty();
                }
            };

            assertThat(release.evaluate(candidate(0.81), vacant).verdict()).isEqualTo(Verdict.PASS);
            assertThat(release.evaluate(candidate(0.81), vacant).baseline()).hasValue("alias champion at 0");
            assertThat(release.evaluate(candidate(0.81), champion).verdict()).isEqualTo(Verdict.FAIL);
            assertThat(release.evaluate(candidate(0.81), Baseline.of(champion)))
                    .isEqualTo(release.evaluate(candidate(0.81), champion));
            assertThat(release.evaluate(candidate(0.81)).baseline()).isEmpty();
        }

        @Test
        void thatRequiresNothingJudgesNothing() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Gate.named("empty").evaluate(candidate(1)))
                    .withMessage("gate empty requires nothing and would pass anything; add a require(...)");
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> Gate.named("advice").advise("f1", atLeast(0)).evaluate(candidate(1)));
        }

        @Test
        void isNotChangedByWhatIsAddedToIt() {
            release.require("auc", atLeast(0.5));

            assertThat(release.requirements()).hasSize(3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a\nb", "\u0000"})
        void isNamedByWhatPeopleCanRead(String name) {
            assertThatIllegalArgumentException().isThrownBy(() -> Gate.named(name));
        }
    }

    @Test
    void whatIsInconclusiveInsteadOfFailingIsReadBackAsThat() {
        GateReport report = Gate.named("drift")
                .require("f1", atLeast(0.78).orInconclusive())
                .require("f1", atLeast(0.5))
                .evaluate(candidate(0.741));

        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(json(report)).containsOnlyOnce("\"inconclusive\":true");
        assertThat(GateReport.fromJson(report.toJson())).isEqualTo(report);
        assertThat(GateReport.fromJson(report.toJson()).checks()).isEqualTo(report.checks());
    }

    @Nested
    class TheVerdict {

        @ParameterizedTest
        @CsvSource({
            "0.9, 0.9, PASS",
            "0.9, 0.1, FAIL",
            "0.1, 0.9, FAIL",
            "0.1, 0.1, FAIL",
        })
        void isTheWorstOfWhatIsRequired(double one, double other, Verdict verdict) {
            Sample sample = new Sample("s", Metrics.of("a", one).with("b", other));

            assertThat(Gate.named("g")
                            .require("a", atLeast(0.5))
                            .require("b", atLeast(0.5))
                            .evaluate(sample)
                            .verdict())
                    .isEqualTo(verdict);
        }

        @Test
        void isFailBeforeInconclusiveBeforePass() {
            Gate inconclusive = Gate.named("g").require("f1", atLeast(0.5)).require("f1", dropAtMost(0.1));

            assertThat(inconclusive.evaluate(candidate(0.8)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(inconclusive.evaluate(candidate(0.4)).verdict()).isEqualTo(Verdict.FAIL);
            for (Verdict verdict : Verdict.values()) {
                assertThat(verdict.and(Verdict.FAIL)).isEqualTo(Verdict.FAIL);
                assertThat(verdict.and(Verdict.PASS)).isEqualTo(verdict);
                assertThat(verdict.and(verdict)).isEqualTo(verdict);
            }
            assertThat(Verdict.PASS.and(Verdict.INCONCLUSIVE)).isEqualTo(Verdict.INCONCLUSIVE);
        }

        @Test
        void isNotChangedByAdvice() {
            GateReport report = Gate.named("g")
                    .require("f1", atLeast(0.5))
                    .advise("f1", atLeast(0.99))
                    .advise("absent", atLeast(0))
                    .advise("f1", dropAtMost(0))
                    .evaluate(candidate(0.8));

            assertThat(report.verdict()).isEqualTo(Verdict.PASS);
            assertThat(report.failures()).isEmpty();
            assertThat(report.checks())
                    .extracting(CheckResult::verdict)
                    .containsExactly(Verdict.PASS, Verdict.FAIL, Verdict.FAIL, Verdict.INCONCLUSIVE);
        }
    }

    @Nested
    class AReport {

        private final GateReport report = Gate.named("release")
                .require("f1", Map.of("segment", "new"), atLeast(0.78))
                .require("auc", between(0.5, 1))
                .require("loss", atMost(1))
                .require("latency.p95.ms", riseAtMostPercent(5).orBootstrap())
                .advise("f1", dropAtMost(0.02))
                .evaluate(
                        new Sample(
                                "model/failure/2@sha256:abc",
                                Metrics.of(
                                        Metric.of("f1", 0.741).withN(412).withLabels(Map.of("segment", "new")),
                                        Metric.of("auc", Double.NaN),
                                        Metric.of("loss", Double.POSITIVE_INFINITY),
                                        Metric.of("latency.p95.ms", 12.5))),
                        new Sample("alias champion at 3", Metrics.of("latency.p95.ms", 12.5)));

        @Test
        void readsBackFromItsJsonToTheSameBytes() {
            GateReport read = GateReport.fromJson(report.toJson());

            assertThat(read).isEqualTo(report).hasSameHashCodeAs(report).hasToString(report.toString());
            assertThat(read.toJson()).isEqualTo(report.toJson());
            assertThat(read.checks()).isEqualTo(report.checks());
            assertThat(read.failures()).hasSize(3);
            assertThat(json(report)).doesNotContain("\n");
        }

        @Test
        void tellsAPersonWhatIsWrong() {
            assertThat(report.toString().lines())
                    .containsExactly(
                            "gate release: FAIL",
                            "  candidate model/failure/2@sha256:abc",
                            "  baseline  alias champion at 3",
                            "  FAIL f1{segment=new} 0.741 < 0.78 required, n=412",
                            "  FAIL auc is NaN, from 0.5 to 1 required",
                            "  FAIL loss is Infinity, <= 1 required",
                            "  PASS latency.p95.ms 12.5 against 12.5: unchanged, at most 5 % allowed",
                            "  FAIL (advice) f1 was not logged; these were: f1{segment=new}, auc, latency.p95.ms,"
                                    + " loss");
        }
    }

    /** As the first writer of the format wrote it. */
    @Test
    void thatWasStoredBeforeThereWereConfidencesAndGroupsIsReadAsItWas() {
        String stored =
                "{\"format\":1,\"gate\":\"release\",\"candidate\":\"c\",\"baseline\":\"b\",\"checks\":[{\"metric\":\"f1\","
                        + "\"labels\":{\"a\":\"b\"},\"advisory\":false,\"least\":0.78,\"verdict\":\"PASS\",\"sentence\":\"fine\","
                        + "\"value\":0.9},{\"metric\":\"f1\",\"labels\":{},\"advisory\":false,\"most\":5.0,\"change\":\"RISE\","
                        + "\"percent\":true,\"bootstrap\":false,\"verdict\":\"FAIL\",\"sentence\":\"worse\",\"value\":3.0,"
                        + "\"baseline\":2.0}]}";

        assertThat(json(read(stored))).isEqualTo(stored);
        assertThat(read(stored).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(read(stored).checks()).extracting(CheckResult::baseline).containsExactly(null, 2.0);
        assertThat(json(failed())).startsWith("{\"format\":1,");
    }

    @Nested
    class ATamperedReport {

        private static final String VERDICT = "\"verdict\":\"FAIL\"";

        @Test
        void cannotClaimAVerdictOfItsOwn() {
            String json = json(failed());

            assertThat(read("{\"verdict\":\"PASS\"," + json.substring(1)).verdict())
                    .isEqualTo(Verdict.FAIL);
        }

        @Test
        void cannotDoWithoutAVerdict() {
            assertThatCannotPass(json(failed()).replace(VERDICT + ",", ""));
            assertThatCannotPass(json(failed()).replace(VERDICT, "\"verdict\":null"));
        }

        @Test
        void cannotClaimThatACheckPassedWhichItsNumbersFail() {
            assertThatCannotPass(json(failed()).replace(VERDICT, "\"verdict\":\"PASS\""));

            GateReport missing = Gate.named("g").require("absent", atLeast(0)).evaluate(candidate(1));
            assertThatCannotPass(json(missing).replace(VERDICT, "\"verdict\":\"PASS\""));

            GateReport notFinite = Gate.named("g").require("f1", atLeast(0)).evaluate(candidate(Double.NaN));
            assertThatCannotPass(json(notFinite).replace(VERDICT, "\"verdict\":\"PASS\""));

            GateReport dropped =
                    Gate.named("g").require("f1", dropAtMost(0.1)).evaluate(candidate(0.1), candidate(0.9));
            assertThatCannotPass(json(dropped).replace(VERDICT, "\"verdict\":\"PASS\""));

            GateReport unknown = Gate.named("g").require("f1", dropAtMost(0.1)).evaluate(candidate(0.1));
            assertThatCannotPass(json(unknown).replace("\"verdict\":\"INCONCLUSIVE\"", "\"verdict\":\"PASS\""));
        }

        @Test
        void cannotClaimAConfidenceThatItsIntervalsDoNotGive() {
            Sample sample = new Sample(
                    "s", Metrics.of(Metric.of("f1", 0.8).withN(412).withInterval(new Interval(0.76, 0.84, 0.95))));
            GateReport straddling = Gate.named("g")
                    .require("f1", atLeast(0.78).withConfidence(0.95))
                    .evaluate(sample);
            GateReport changed = Gate.named("g")
                    .require("f1", dropAtMost(0.02).withConfidence(0.95))
                    .evaluate(sample, sample);
            GateReport tooFew = Gate.named("g")
                    .require("f1", atLeast(0.78).withMinimumRows(413))
                    .evaluate(sample);

            for (GateReport report : new GateReport[] {straddling, changed, tooFew}) {
                String claimed = json(report).replace("\"verdict\":\"INCONCLUSIVE\"", "\"verdict\":\"PASS\"");
                assertThat(json(report)).contains("\"format\":2");
                assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
                assertRefused(claimed);
                assertRefused(claimed.replaceFirst("\"interval\":\\{[^}]*}", "\"x\":1"));
                assertRefused(claimed.replaceFirst("\"baselineInterval\":\\{[^}]*}", "\"x\":1"));
                assertRefused(claimed.replace("\"n\":412,", ""));
                assertRefused(claimed.replace("\"confidence\":0.95}", "\"confidence\":0.5}"));
            }
        }

        @Test
        void cannotClaimThatSlicesPassedOfWhichThereWereNone() {
            GateReport vacuous = Gate.named("g")
                    .require("f1", Slices.inEach("segment"), atLeast(0))
                    .evaluate(candidate(1));

            assertRefused(json(vacuous)
                    .replace("\"verdict\":\"FAIL\"", "\"verdict\":\"PASS\"")
                    .replaceFirst("(\"sentence\":\"[^\"]*\")", "$1,\"value\":1.0"));
        }

        private void assertRefused(String tampered) {
            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> read(tampered))
                    .withMessageContaining("the check of f1 says PASS, which its numbers do not give");
        }

        @Test
        void cannotDropItsChecksOrCallThemAdvice() {
            assertThatCannotPass(json(failed()).replaceAll("\"checks\":\\[.*]", "\"checks\":[]"));
            assertThatCannotPass(json(failed()).replace("\"advisory\":false", "\"advisory\":true"));
            assertThatCannotPass(json(failed()).replaceAll(",\"checks\":\\[.*]", ""));
        }

        @Test
        void cannotHideWhatItIsAbout() {
            GateReport passed = Gate.named("g").require("f1", atLeast(0.5)).evaluate(candidate(0.9));

            assertThatCannotPass(json(passed).replaceFirst("\"candidate\":\"[^\"]*\",", ""));
            assertThatCannotPass(json(passed).replaceFirst("\"gate\":\"[^\"]*\",", ""));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{}", "[]", "null", "{\"format\":1}"})
        void isNoReportWithoutItsParts(String json) {
            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> read(json))
                    .withMessageStartingWith("gate report: ");
        }

        @Test
        void ofANewerFormatIsRefusedAsSuch() {
            assertThatExceptionOfType(UnsupportedFormatException.class)
                    .isThrownBy(() -> read("{\"format\":3,\"gate\":\"g\",\"candidate\":\"c\",\"checks\":[]}"))
                    .withMessageContaining("use a newer mlops-sdk");
        }

        private void assertThatCannotPass(String tampered) {
            assertThat(tampered).isNotEqualTo(json(failed()));
            try {
                assertThat(read(tampered).verdict()).as(tampered).isNotEqualTo(Verdict.PASS);
            } catch (CorruptedException e) {
                assertThat(e.subject()).isEqualTo("gate report");
            }
        }
    }
}
