package org.mlopssdk.junit;

import org.mlopssdk.gate.GateReport;

/**
 * Where assertions on gates begin; to be imported statically beside AssertJ's. They need AssertJ on the class path, which this module leaves to
 * its users.
 *
 * @since 0.1.0
 */
public final class GateAssertions {

    private GateAssertions() {}

    /**
     * Begins to say what a report should be.
     *
     * @param report the report
     * @return the assertions on it
     */
    public static GateReportAssert assertThat(GateReport report) {
        return new GateReportAssert(report);
    }
}
