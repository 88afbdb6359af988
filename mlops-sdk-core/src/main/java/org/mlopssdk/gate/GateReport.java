package org.mlopssdk.gate;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
     * The report as GitHub-flavoured Markdown: the verdict, then a table of the checks, one more for each group. Names are shown as they are: none of them
     * becomes markup, a link or a mention. To append it to the summary of a build, see {@link StepSummary}.
     *
     * @return several lines, the last of them empty
     */
    public String toMarkdown() {
        return new MarkdownReport(this).whole();
    }

    /**
     * The report as an element of HTML that stands by itself, for notebooks and pages. Names are shown as they are.
     *
     * @return a {@code section} with a heading and a table, without scripts and styles
     */
    public String toHtml() {
        return HtmlReport.of(this);
    }

    /**
     * The report as facet of a run of <a href="https://openlineage.io">OpenLineage</a>, its {@code TestRunFacet} 1-0-1, to be put into the {@code facets}
     * of a run. Advice has severity {@code warn}; what is inconclusive has status {@code fail}, and its verdict among the {@code params}.
     *
     * @param producer names the code that emits the event, as of its other facets
     * @return an object with the one field {@code test}, one line in UTF-8
     */
    public byte[] toOpenLineage(URI producer) {
        return Json.write(TestRunFacet.of(this, producer.toString()));
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

    /**
     * The advice that does not hold.
     *
     * @return the advisory checks that did not pass
     */
    public List<CheckResult> warnings() {
        return checks().stream()
                .filter(check -> check.requirement().advisory() && check.verdict() != Verdict.PASS)
                .toList();
    }

    /**
     * The groups with their verdicts: that of what is required in a group, or of its advice where nothing is, which has no part in the gate's.
     *
     * @return the verdicts by the names of the groups, in the order of the gate
     */
    public Map<String, Verdict> groups() {
        Map<String, Verdict> groups = new LinkedHashMap<>();
        checks().stream()
                .map(check -> check.requirement().group())
                .flatMap(Stream::ofNullable)
                .forEach(group -> groups.computeIfAbsent(group, this::verdict));
        return Collections.unmodifiableMap(groups);
    }

    private Verdict verdict(String group) {
        List<CheckResult> members = checks(group);
        boolean adviceAlone =
                members.stream().allMatch(check -> check.requirement().advisory());
        return members.stream()
                .filter(check -> adviceAlone || !check.requirement().advisory())
                .map(CheckResult::verdict)
                .reduce(Verdict.PASS, Verdict::and);
    }

    /** The checks of a group, or those of none. */
    List<CheckResult> checks(@Nullable String group) {
        return checks().stream()
                .filter(check -> Objects.equals(check.requirement().group(), group))
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
     * The report as a person reads it: the verdict, what was judged, a line for each check, those of a group below its verdict.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("gate " + gate() + ": " + verdict());
        lines.add("  candidate " + abbreviated(candidate()));
        baseline().ifPresent(subject -> lines.add("  baseline  " + abbreviated(subject)));
        checks(null).forEach(check -> lines.add("  " + check));
        groups().forEach((group, verdict) -> {
            lines.add("  " + group + ": " + verdict);
            checks(group).forEach(check -> lines.add("    " + check));
        });
        return String.join(System.lineSeparator(), lines);
    }

    /** Twelve digits of a digest are enough for people, and leave room on the line. */
    static String abbreviated(String subject) {
        return subject.replaceAll("sha256:([0-9a-f]{12})[0-9a-f]{52}", "sha256:$1");
    }
}
