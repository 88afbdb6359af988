package org.mlopssdk.gate;

import java.util.List;

/** A report as one element of HTML that stands by itself, for notebooks and pages: a heading and a table, without scripts, styles and links of others. */
final class HtmlReport {

    private HtmlReport() {}

    static String of(GateReport report) {
        StringBuilder html = new StringBuilder("<section><h3>")
                .append(report.verdict())
                .append(": gate ")
                .append(Shown.inHtml(report.gate()))
                .append("</h3><p>Candidate ")
                .append(subject(report.candidate()));
        report.baseline().ifPresent(baseline -> html.append(", compared with ").append(subject(baseline)));
        html.append("</p><table><thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">Required</th>")
                .append("<th scope=\"col\">Found</th></tr></thead><tbody>");
        rows(html, report.checks(null));
        report.groups().forEach((group, verdict) -> {
            html.append("<tr><th colspan=\"3\" scope=\"rowgroup\">")
                    .append(verdict)
                    .append(": ")
                    .append(Shown.inHtml(group))
                    .append("</th></tr>");
            rows(html, report.checks(group));
        });
        return html.append("</tbody></table></section>").toString();
    }

    private static void rows(StringBuilder html, List<CheckResult> checks) {
        for (CheckResult check : checks) {
            Requirement requirement = check.requirement();
            String verdict = check.verdict() == Verdict.PASS ? "PASS" : "<strong>" + check.verdict() + "</strong>";
            html.append("<tr><td>")
                    .append(verdict)
                    .append(requirement.advisory() ? " (advice)" : "")
                    .append("</td><td>")
                    .append(Shown.inHtml(
                            requirement.title() + " " + requirement.condition().describe()))
                    .append("</td><td>")
                    .append(Shown.inHtml(check.sentence()))
                    .append("</td></tr>");
        }
    }

    private static String subject(String subject) {
        return Shown.inHtml(GateReport.abbreviated(subject));
    }
}
