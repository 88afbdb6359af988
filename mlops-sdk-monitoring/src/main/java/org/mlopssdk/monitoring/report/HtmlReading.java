package org.mlopssdk.monitoring.report;

import java.util.List;
import org.mlopssdk.monitoring.drift.DriftPolicy;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.drift.FalseAlarmBudget;

/** How to read the page: what the words mean, and what counted as drift. */
final class HtmlReading {
    private static final int UNKNOWN = 800;

    private HtmlReading() {}

    static Element of(DriftReport report) {
        Element list = Element.of("dl");
        for (String[] entry : entries(report.policy())) {
            list = list.add(Element.of("dt", entry[0]), Element.of("dd", entry[1]));
        }
        FalseAlarmBudget budget = report.policy().budget();
        if (budget != null) {
            list = list.add(
                    Element.of("dt", "False alarms"),
                    Element.of("dd", "The policy was calibrated on contiguous blocks of a reference: " + budget + "."));
        }
        Element section = Element.of(
                        "section", Element.of("h2", "How to read this").with("id", "reading"), list)
                .with("aria-labelledby", "reading");
        List<String> unknown = report.unknownColumns();
        return unknown.isEmpty()
                ? section
                : section.add(Element.of(
                                "p",
                                Node.cut(
                                        "Not in the profile, and so not judged: " + Told.columns(unknown) + ".",
                                        UNKNOWN))
                        .withClass("note"));
    }

    private static String[][] entries(DriftPolicy policy) {
        return new String[][] {
            {
                "Drift",
                "The difference is large enough to matter and beyond chance: effect and significance together. Stable"
                        + " is what lacks one of them; inconclusive is what nobody can say. " + Advice.IN_GENERAL
            },
            {
                "D",
                "Kolmogorov-Smirnov: the largest distance between the two distribution functions, from 0 to 1. It"
                        + " matters from "
                        + Numbers.value(policy.ksAtLeast()) + " on."
            },
            {
                "PSI",
                "Population stability index, the sum over bins or categories. For text features it matters from "
                        + Numbers.value(policy.psiAtLeast()) + " on."
            },
            {
                "p, adjusted",
                "How likely chance alone is to show as much, adjusted for the number of features (Benjamini-Hochberg)."
                        + " It has to be below " + Numbers.value(policy.significance()) + "."
            },
            {
                "Missing",
                "A change of the share of missing values matters from "
                        + Numbers.value(100 * policy.missingChangeAtLeast()) + " points on, up or down."
            },
            {"Rows", "At least " + Numbers.count(policy.minimumRows()) + " on either side; below, nobody can say."},
            {
                "Drawings",
                "Each bin is drawn equally wide, whatever range it spans, so that outliers squeeze nothing; what lies"
                        + " beyond the outer "
                        + Numbers.value(100 * Slots.BEYOND) + " % of the reference is drawn at the ends."
            },
            {"…", "Stands where a long name, category or reason was cut: the JSON form of this report has all of it."},
            {
                "× threshold",
                "The larger of the effects, in multiples of what matters. With the weight of a feature, it orders"
                        + " those of one verdict."
            },
        };
    }
}
