package org.mlopssdk.monitoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.monitoring.statistic.Oracle;

/** Groups against Fairlearn's numbers, and what happens where a group has no rate. */
class FairnessTest {
    private static final List<String> COMPARED = List.of(
            "demographic.parity.difference",
            "demographic.parity.ratio",
            "equal.opportunity.difference",
            "equal.opportunity.ratio",
            "equalized.odds.difference",
            "equalized.odds.ratio",
            "predictive.parity.difference",
            "predictive.parity.ratio");
    private static final List<String> RATES =
            List.of("selection.rate", "true.positive.rate", "false.positive.rate", "precision");
    private static final Map<String, String> GROUP = Map.of("attribute", "group");

    private static Fairness fairness(List<Cases.Grouped> rows) {
        Map<String, Confusion> groups = new TreeMap<>();
        for (Cases.Grouped row : rows) {
            Confusion one = new Confusion(
                    row.label() && row.said() ? 1 : 0,
                    !row.label() && row.said() ? 1 : 0,
                    row.label() && !row.said() ? 1 : 0,
                    !row.label() && !row.said() ? 1 : 0);
            groups.merge("g" + row.group(), one, Confusion::plus);
        }
        return Fairness.of("group", groups);
    }

    @Test
    void agreesWithFairlearn() {
        List<String[]> cases = Oracle.rows(FairnessTest.class, "fairness_cases.csv");
        assertThat(cases).hasSize(18);
        for (String[] row : cases) {
            int groups = Integer.parseInt(row[2]);
            Metrics metrics = fairness(Cases.groups(
                            Long.parseLong(row[0]), Integer.parseInt(row[1]), groups, Oracle.number(row[3])))
                    .evaluate(Intervals.withDefaults().withoutBootstrap())
                    .metrics();

            for (int i = 0; i < COMPARED.size(); i++) {
                Metric metric = metrics.find(COMPARED.get(i), GROUP).orElseThrow();
                Cases.assertSame(metric.value(), Oracle.number(row[4 + i]), COMPARED.get(i) + " " + row[0]);
            }
            for (int i = 0; i < RATES.size(); i++) {
                double[] expected = Oracle.numbers(row[12 + i]);
                for (int group = 0; group < groups; group++) {
                    Metric metric = metrics.find(RATES.get(i), Map.of("group", "g" + group))
                            .orElseThrow();
                    Cases.assertSame(metric.value(), expected[group], RATES.get(i) + " " + row[0]);
                    assertThat(metric.interval()).isNotNull();
                }
            }
        }
    }

    @Test
    void differencesHaveIntervalsAndTheRowsOfTheGroupThatDecides() {
        Fairness fairness =
                Fairness.of("sex", Map.of("f", new Confusion(40, 10, 10, 40), "m", new Confusion(400, 100, 50, 450)));

        Metric metric = fairness.evaluate()
                .metrics()
                .find("equal.opportunity.difference", Map.of("attribute", "sex"))
                .orElseThrow();

        assertThat(metric.value()).isCloseTo(400 / 450.0 - 40 / 50.0, org.assertj.core.api.Assertions.within(1e-15));
        assertThat(metric.n()).isEqualTo(50);
        assertThat(metric.interval()).isNotNull();
        assertThat(metric.interval().upper()).isBetween(0.15, 0.3);
    }

    @Test
    void aGroupWithoutARateMakesItsComparisonsNaNWithTheReason() {
        Fairness fairness =
                Fairness.of("sex", Map.of("f", new Confusion(0, 0, 5, 20), "m", new Confusion(10, 5, 5, 80)));

        Evaluation evaluation = fairness.evaluate();

        assertThat(evaluation
                        .metrics()
                        .find("predictive.parity.ratio", Map.of("attribute", "sex"))
                        .orElseThrow()
                        .value())
                .isNaN();
        assertThat(evaluation.notes())
                .contains(
                        "precision{sex=f} is NaN: no row was selected",
                        "predictive.parity.ratio{attribute=sex} is NaN: a rate of a group is, or all are zero");
    }

    @Test
    void segmentsOfScoresAreGroupsAtTheirThreshold() {
        Segments.Recorder<BinaryScores, BinaryScores.Recorder> recorder =
                Segments.recorder("sex", BinaryScores::recorder);
        recorder.at("f").add(true, 0.4);
        recorder.at("f").add(false, 0.6);
        recorder.at("m").add(true, 0.5);

        Fairness fairness = Fairness.of(recorder.segments());

        assertThat(fairness.groups())
                .containsEntry("f", new Confusion(0, 1, 1, 0))
                .containsEntry("m", new Confusion(1, 0, 0, 0));
    }

    @Test
    void refusesASingleGroup() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fairness.of("sex", Map.of("f", new Confusion(1, 0, 0, 0))))
                .withMessageContaining("at least two groups by 'sex'");
        assertThatIllegalArgumentException().isThrownBy(() -> new Confusion(1, -1, 0, 0));
    }

    @Test
    void printsATable() {
        String table = Fairness.of(
                        "sex", Map.of("f", new Confusion(40, 10, 10, 40), "m", new Confusion(400, 100, 50, 450)))
                .toString();

        assertThat(table.lines()).hasSize(3).allMatch(line -> line.length() <= 100);
        assertThat(table).contains("1,000", "0.8889");
    }
}
