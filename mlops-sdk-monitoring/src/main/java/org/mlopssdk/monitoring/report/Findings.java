package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.mlopssdk.monitoring.drift.FeatureDrift;
import org.mlopssdk.monitoring.profile.MissingValues;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.QualityFinding;
import org.mlopssdk.monitoring.profile.QualityRule;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.profile.UnlistedValues;

/** What is odd about a feature's data besides its drift: its quality, the worst first, and what limits the comparison. A sentence for each. */
final class Findings {
    private static final int SENTENCE = 200;
    private static final Set<QualityRule> TOLD_OF_MISSING = Set.of(QualityRule.MISSING_RISE, QualityRule.ALL_MISSING);

    private final List<String> sentences = new ArrayList<>();

    private Findings() {}

    static List<String> of(FeatureDrift drift) {
        Findings findings = new Findings();
        List<QualityFinding> quality = drift.comparison().quality();
        quality.stream()
                .sorted(Comparator.comparing(QualityFinding::severity).reversed())
                .forEach(finding -> findings.sentences.add(
                        Told.word(finding.severity()) + ": " + Visible.cut(finding.sentence(), SENTENCE) + "."));
        if (quality.stream().noneMatch(finding -> TOLD_OF_MISSING.contains(finding.rule()))) {
            findings.missing(drift.comparison().missing());
        }
        if (drift.comparison() instanceof NumericComparison numeric) {
            findings.numeric(numeric);
        } else if (drift.comparison() instanceof TextComparison text) {
            findings.text(text);
        }
        return List.copyOf(findings.sentences);
    }

    private void missing(MissingValues missing) {
        if (missing.currentRows() > 0 && missing.referenceMissing() + missing.currentMissing() > 0) {
            sentences.add("Missing values: " + Told.shares(missing.referenceShare(), missing.currentShare())
                    + " of the rows.");
        }
    }

    private void numeric(NumericComparison numeric) {
        if (numeric.psi() != null && numeric.psi().isBlind()) {
            sentences.add("The PSI says nothing here: the reference has a single bin.");
        }
        if (numeric.ks() != null && Told.distance(numeric.ks()).contains(" to ")) {
            sentences.add("D is known to lie in " + Told.distance(numeric.ks())
                    + ": the reference has more values than break points.");
        }
    }

    private void unlisted(UnlistedValues unlisted, double values) {
        if (!unlisted.toldApart() && unlisted.current() > 0) {
            sentences.add(Numbers.percent(unlisted.current() / values)
                    + " of the values are of no listed category; new ones may be among them.");
            return;
        }
        if (unlisted.known() > 0) {
            sentences.add(Numbers.percent(unlisted.known() / values)
                    + " of the values are of categories too rare to be listed.");
        }
    }

    private void text(TextComparison text) {
        unlisted(text.unlisted(), (double) text.missing().currentValues());
        long gone = text.categories().stream()
                .filter(category -> category.reference() > 0 && category.current() == 0)
                .count();
        if (gone > 0 && text.missing().currentRows() > 0) {
            sentences.add(Numbers.count(gone)
                    + (gone == 1 ? " category of the reference does" : " categories of the reference do")
                    + " not occur.");
        }
    }
}
