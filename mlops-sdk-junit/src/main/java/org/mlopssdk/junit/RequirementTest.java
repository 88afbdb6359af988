package org.mlopssdk.junit;

import java.util.List;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.mlopssdk.gate.CheckResult;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.gate.Verdict;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The test of one requirement. */
record RequirementTest(CheckResult check, GateReport report, Outcome inconclusive)
        implements TestTemplateInvocationContext, BeforeTestExecutionCallback, ParameterResolver {

    @Override
    public String getDisplayName(int invocation) {
        return check.sentence();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        if (check.verdict() == Verdict.PASS) {
            return;
        }
        if (check.requirement().advisory()) {
            throw new TestAbortedException("advice not followed: " + told());
        }
        if (check.verdict() == Verdict.INCONCLUSIVE && inconclusive == Outcome.ABORTED) {
            throw new TestAbortedException(told());
        }
        throw new AssertionFailedError(told());
    }

    /** The sentence alone names the metric; a log needs to know of which model, too. */
    private String told() {
        return check.verdict() + " " + check.sentence() + " (" + Subjects.of(report) + ")";
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CheckResult.class;
    }

    @Override
    public CheckResult resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return check;
    }
}
