package org.mlopssdk.gate;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.json.Json;

/**
 * What a gate found, bound to what it judged: the report names candidate and baseline so that it cannot vouch for anything else. Made by
 * {@link Gate#evaluate}. Immutable.
 *
 * @since 0.1.0
 */
public final class GateReport {

    private final ReportDocument document;

    private GateReport(ReportDocument document) {
        this.document = document;
    }

    static GateReport of(String gate, String candidate, @Nullable String baseline, List<CheckResult> checks) {
        return new GateReport(ReportDocument.of(gate, candidate, baseline, checks));
    }

    /**
     * Reads a report that {@link #toJson} wrote.
     *
     * @param json the report
     * @return the report
     * @throws org.mlopssdk.error.CorruptedException if it is something else
     */
    public static GateReport fromJson(byte[] json) {
        return new GateReport(Json.read(json, ReportDocument.class, "gate report"));
    }

    /**
     * The report as JSON, always the same bytes for the same report.
     *
     * @return one line in UTF-8
     */
    public byte[] toJson() {
        return Json.write(document);
    }

    /**
     * The gate that was asked.
     *
     * @return its name
     */
    public String gate() {
        return document.gate();
    }

    /**
     * What was judged.
     *
     * @return the candidate's subject
     */
    public String candidate() {
        return document.candidate();
    }

    /**
     * What it was compared with.
     *
     * @return the baseline's subject, or empty where none was given
     */
    public Optional<String> baseline() {
        return Optional.ofNullable(document.baseline());
    }

    /**
     * FAIL if any required check failed, else INCONCLUSIVE if any was, else PASS. Advice has no part in it.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return document.verdict();
    }

    /**
     * Each requirement with its verdict and the reason.
     *
     * @return the checks, in the order of the gate
     */
    public List<CheckResult> checks() {
        return document.results();
    }

    /**
     * The checks that keep the gate from passing.
     *
     * @return the required checks that did not pass
     */
    public List<CheckResult> failures() {
        return checks().stream()
                .filter(check -> !check.requirement().advisory() && check.verdict() != Verdict.PASS)
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GateReport report && document.equals(report.document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }

    /**
     * The report as a person reads it: the verdict, what was judged, a line for each check.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("gate ")
                .append(gate())
                .append(": ")
                .append(verdict())
                .append(System.lineSeparator())
                .append("  candidate ")
                .append(abbreviated(candidate()));
        baseline()
                .ifPresent(subject -> text.append(System.lineSeparator())
                        .append("  baseline  ")
                        .append(abbreviated(subject)));
        for (CheckResult check : checks()) {
            text.append(System.lineSeparator()).append("  ").append(check);
        }
        return text.toString();
    }

    /** Twelve digits of a digest are enough for people, and leave room on the line. */
    private static String abbreviated(String subject) {
        return subject.replaceAll("sha256:([0-9a-f]{12})[0-9a-f]{52}", "sha256:$1");
    }
}
