package org.mlopssdk.gate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as GitHub-flavoured Markdown: the verdict first, then a table for each group. */
final class MarkdownReport {

    private static final String TABLE = "| | required | found |\n|---|---|---|\n";
    private static final int NOTE = 100;

    private final GateReport report;

    MarkdownReport(GateReport report) {
        this.report = report;
    }

    /** All of it. */
    String whole() {
        StringBuilder text = new StringBuilder(head()).append(table(report.checks(null)));
        report.groups()
                .forEach((group, verdict) -> text.append("#### ")
                        .append(verdict)
                        .append(": ")
                        .append(Shown.inMarkdown(group))
                        .append("\n\n")
                        .append(table(report.checks(group))));
        return text.toString();
    }

    /** All of it if it fits in so many bytes, else its head with as many checks as fit, the worst ones first; nothing if not even the head does. */
    String within(long bytes) {
        String whole = whole();
        if (bytes(whole) <= bytes) {
            return whole;
        }
        StringBuilder text = new StringBuilder(head()).append(TABLE);
        long room = bytes - bytes(text.toString()) - NOTE;
        if (room < 0) {
            return "";
        }
        int shown = 0;
        List<CheckResult> worstFirst = Stream.of(report.failures(), report.warnings(), report.checks())
                .flatMap(List::stream)
                .distinct()
                .toList();
        for (CheckResult check : worstFirst) {
            String row = row(check);
            room -= bytes(row);
            if (room < 0) {
                break;
            }
            text.append(row);
            shown++;
        }
        return text.append("\nNot shown for want of room: ")
                .append(report.checks().size() - shown)
                .append(" more checks\n\n")
                .toString();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private String head() {
        StringBuilder head = new StringBuilder("### ")
                .append(report.verdict())
                .append(": gate ")
                .append(Shown.inMarkdown(report.gate()))
                .append("\n\nCandidate ")
                .append(subject(report.candidate()));
        report.baseline().ifPresent(baseline -> head.append(", compared with ").append(subject(baseline)));
        return head.append("\n\n").toString();
    }

    private static String subject(String subject) {
        return Shown.inMarkdown(GateReport.abbreviated(subject));
    }

    private static String table(List<CheckResult> checks) {
        return checks.isEmpty()
                ? ""
                : checks.stream().map(MarkdownReport::row).collect(Collectors.joining("", TABLE, "\n"));
    }

    private static String row(CheckResult check) {
        Requirement requirement = check.requirement();
        String verdict = check.verdict() == Verdict.PASS ? "PASS" : "**" + check.verdict() + "**";
        return "| " + verdict + (requirement.advisory() ? " (advice)" : "") + " | "
                + Shown.inMarkdown(
                        requirement.title() + " " + requirement.condition().describe()) + " | "
                + Shown.inMarkdown(check.sentence()) + " |\n";
    }
}
