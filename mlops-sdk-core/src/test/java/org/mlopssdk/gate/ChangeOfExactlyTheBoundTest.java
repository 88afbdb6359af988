package org.mlopssdk.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.gate.Condition.dropAtMost;
import static org.mlopssdk.gate.Condition.riseAtMost;
import static org.mlopssdk.gate.Condition.riseAtMostPercent;
import static org.mlopssdk.gate.Verdict.FAIL;
import static org.mlopssdk.gate.Verdict.PASS;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mlopssdk.metric.Metrics;

/** A change of exactly the bound passes. In binary some land a hair beyond it: 0.8 - 0.1 is 0.7000000000000001. */
class ChangeOfExactlyTheBoundTest {

    private static CheckResult check(Condition condition, double candidate, double baseline) {
        return new Requirement("f1", Map.of(), condition, false)
                .check(Metrics.of("f1", candidate), Metrics.of("f1", baseline))
                .get(0);
    }

    @Test
    void downwards() {
        for (double[] tie : new double[][] {
            {0.80, 0.02, 0.78},
            {0.8, 0.1, 0.7},
            {0.3, 0.1, 0.2},
            {0.9, 0.2, 0.7},
            {1.1, 0.2, 0.9},
            {0.94, 0.05, 0.89}
        }) {
            assertThat(check(dropAtMost(tie[1]), tie[2], tie[0]).sentence() + " "
                            + check(dropAtMost(tie[1]), tie[2], tie[0]).verdict())
                    .endsWith(" allowed PASS");
            assertThat(check(dropAtMost(tie[1]), Math.nextDown(tie[2]), tie[0]).verdict())
                    .isEqualTo(FAIL);
        }
    }

    @Test
    void upwards() {
        for (double[] tie :
                new double[][] {{0.7, 0.1, 0.8}, {0.1, 0.2, 0.3}, {0.78, 0.02, 0.80}, {0.6, 0.3, 0.9}, {2.3, 0.1, 2.4}
                }) {
            assertThat(check(riseAtMost(tie[1]), tie[2], tie[0]).verdict())
                    .as("%s + %s = %s", tie[0], tie[1], tie[2])
                    .isEqualTo(PASS);
            assertThat(check(riseAtMost(tie[1]), Math.nextUp(tie[2]), tie[0]).verdict())
                    .isEqualTo(FAIL);
        }
    }

    @Test
    void inPercent() {
        for (double[] tie :
                new double[][] {{0.7, 10, 0.77}, {1.1, 10, 1.21}, {0.2, 5, 0.21}, {12.4, 5, 13.02}, {3, 0.1, 3.003}}) {
            assertThat(check(riseAtMostPercent(tie[1]), tie[2], tie[0]).verdict())
                    .as("%s + %s %% = %s", tie[0], tie[1], tie[2])
                    .isEqualTo(PASS);
            assertThat(check(riseAtMostPercent(tie[1]), Math.nextUp(tie[2]), tie[0])
                            .verdict())
                    .isEqualTo(FAIL);
        }
    }

    @Test
    void andOneThatFailsDoesNotReadLikeOneThatPasses() {
        CheckResult result = check(dropAtMost(0.02), 0.7799999999, 0.8);

        assertThat(result.verdict()).isEqualTo(FAIL);
        assertThat(result.sentence()).doesNotContain("drop of 0.02, at most 0.02 allowed");
    }
}
