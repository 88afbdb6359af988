package org.mlopssdk.junit;

import java.util.regex.Pattern;
import org.mlopssdk.gate.GateReport;

/** What a report is about, in words; the digests that tell it from everything else stand in the report itself. */
final class Subjects {

    private static final Pattern DIGEST = Pattern.compile("(@|#\\d+=)(none|sha256:[0-9a-f]{64})$");

    private Subjects() {}

    static String of(GateReport report) {
        return "gate " + report.gate() + ": " + shortened(report.candidate())
                + report.baseline()
                        .map(baseline -> " against " + shortened(baseline))
                        .orElse("");
    }

    private static String shortened(String subject) {
        return DIGEST.matcher(subject).replaceFirst("");
    }
}
