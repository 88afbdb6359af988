package org.mlopssdk.junit;

import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.mlopssdk.gate.CheckResult;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.gate.Verdict;

/**
 * Says how a gate should have ended. What it throws names the model and lists the checks that kept it from that.
 *
 * @since 0.1.0
 */
public final class GateReportAssert extends AbstractAssert<GateReportAssert, GateReport> {

    GateReportAssert(GateReport report) {
        super(report, GateReportAssert.class);
    }

    /**
     * Everything required holds. A gate that is inconclusive does not pass.
     *
     * @return this
     * @throws AssertionError if the verdict is another; it lists the checks that did not pass
     */
    public GateReportAssert passes() {
        return ended(Verdict.PASS, "should pass");
    }

    /**
     * Something required does not hold.
     *
     * @return this
     * @throws AssertionError if the verdict is another
     */
    public GateReportAssert fails() {
        return ended(Verdict.FAIL, "should fail");
    }

    /**
     * Nothing required fails, and of something nobody can say.
     *
     * @return this
     * @throws AssertionError if the verdict is another
     */
    public GateReportAssert isInconclusive() {
        return ended(Verdict.INCONCLUSIVE, "should be inconclusive");
    }

    private GateReportAssert ended(Verdict expected, String words) {
        isNotNull();
        if (actual.verdict() != expected) {
            List<CheckResult> checks = actual.verdict() == Verdict.PASS ? actual.checks() : actual.failures();
            StringBuilder text =
                    new StringBuilder(Subjects.of(actual) + " " + words + ", and ended as " + actual.verdict());
            checks.forEach(
                    check -> text.append(System.lineSeparator()).append("  ").append(check));
            throw failure("%s", text);
        }
        return this;
    }
}
