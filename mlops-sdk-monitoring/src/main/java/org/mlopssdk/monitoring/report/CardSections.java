package org.mlopssdk.monitoring.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.artifact.VersionRef;
import org.mlopssdk.gate.CheckResult;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.monitoring.profile.FeatureSchema;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.RunRecord;

/** What a card says, in the order in which a reader wants to know it. Each section is always there, also where nothing is known. */
final class CardSections {

    /** Where a run took place is nobody's business but its owner's; what its numbers may depend on is. */
    private static final Set<String> PRIVATE = Set.of("host", "process", "process.started", "process.identity");

    private static final String NOTHING = "–";

    private final ModelCard card;
    private final ArtifactVersion version;

    private CardSections(ModelCard card) {
        this.card = card;
        this.version = card.version();
    }

    static List<CardSection> of(ModelCard card) {
        CardSections of = new CardSections(card);
        List<CardSection> sections = new ArrayList<>();
        sections.add(
                of.note(CardNotes.INTENDED_USE, "Nobody has said what this model is for; CardNotes.intendedUse does."));
        sections.add(of.note(
                CardNotes.LIMITATIONS, "Nobody has said what this model is not for; CardNotes.limitations does."));
        card.allNotes().all().keySet().stream()
                .filter(title -> !title.equals(CardNotes.INTENDED_USE) && !title.equals(CardNotes.LIMITATIONS))
                .forEach(title -> sections.add(of.note(title, "")));
        sections.addAll(List.of(
                of.metrics(),
                of.slices(),
                of.gates(),
                of.data(),
                of.params(),
                of.environment(),
                of.lineage(),
                of.files()));
        return sections;
    }

    private CardSection note(String title, String absence) {
        return new CardSection(
                title,
                card.allNotes().of(title).map(CardSection.Words::of).stream()
                        .map(CardSection.Block.class::cast)
                        .toList(),
                absence);
    }

    private CardSection metrics() {
        List<Metric> whole = version.metrics().all().stream()
                .filter(metric -> metric.labels().isEmpty())
                .toList();
        return table(
                "Metrics",
                List.of("Metric", "Value", "Interval", "Rows"),
                1,
                whole.stream()
                        .map(metric -> List.of(metric.name(), value(metric), interval(metric), rows(metric)))
                        .toList(),
                "Nothing was measured of this version when it was registered; NewVersion.metrics keeps what was.");
    }

    private CardSection slices() {
        List<Metric> parts = version.metrics().all().stream()
                .filter(metric -> !metric.labels().isEmpty())
                .toList();
        return table(
                "Metrics by slice",
                List.of("Metric", "Slice", "Value", "Interval", "Rows"),
                2,
                parts.stream()
                        .map(metric ->
                                List.of(metric.name(), slice(metric), value(metric), interval(metric), rows(metric)))
                        .toList(),
                "No metric has labels: how the model does on parts of the data is not known.");
    }

    private CardSection gates() {
        List<CardSection.Block> blocks = new ArrayList<>();
        for (GateReport report : card.gates()) {
            blocks.add(CardSection.Words.of("Gate " + report.gate() + ": " + report.verdict()
                    + report.baseline()
                            .map(baseline -> ", compared with " + shortened(baseline))
                            .orElse("")
                    + "."));
            blocks.add(new CardSection.Grid(
                    List.of("Requirement", "Verdict", "Found"),
                    3,
                    report.checks().stream().map(CardSections::check).toList()));
        }
        return new CardSection(
                "Gates",
                List.copyOf(blocks),
                "No gate report is kept with the version; Artifact.keep does, and ModelCard.gate takes one.");
    }

    private static List<String> check(CheckResult check) {
        return List.of(check.requirement().toString(), check.verdict().toString(), check.sentence());
    }

    private CardSection data() {
        List<CardSection.Block> blocks = new ArrayList<>();
        List<VersionRef> inputs = version.lineage().inputs();
        if (!inputs.isEmpty()) {
            blocks.add(new CardSection.Grid(
                    List.of("Read in training", "Version", "Digest"),
                    3,
                    inputs.stream()
                            .map(input -> List.of(
                                    input.kind() + "/" + input.name(),
                                    Long.toString(input.number()),
                                    input.manifest().abbreviated()))
                            .toList()));
        }
        card.profile().ifPresent(profile -> blocks.add(features(profile)));
        return new CardSection(
                "Data",
                List.copyOf(blocks),
                "The version names no dataset that it was trained on, and no reference profile is kept with it.");
    }

    private static CardSection.Grid features(ReferenceProfile profile) {
        return new CardSection.Grid(
                List.of("Feature of the reference", "Type", "Rows", "Missing", "Least", "Most"),
                2,
                profile.schema().stream().map(CardSections::feature).toList());
    }

    private static List<String> feature(FeatureSchema feature) {
        return List.of(
                feature.feature(),
                Told.word(feature.type()),
                Numbers.count(feature.values() + feature.missing()),
                Numbers.percent(feature.missingShare()),
                feature.range() == null
                        ? NOTHING
                        : Numbers.value(feature.range().atLeast()),
                feature.range() == null
                        ? NOTHING
                        : Numbers.value(feature.range().atMost()));
    }

    private CardSection params() {
        return facts(
                "Parameters",
                card.maker().map(RunRecord::params).orElse(Map.of()),
                card.maker().isPresent() ? "The run logged no parameters." : noRun());
    }

    private CardSection environment() {
        return facts(
                "Environment",
                card.maker().map(CardSections::environment).orElse(Map.of()),
                card.maker().isPresent() ? "The run captured none." : noRun());
    }

    static Map<String, String> environment(RunRecord run) {
        Map<String, String> told = new TreeMap<>(run.environment());
        told.keySet().removeAll(PRIVATE);
        return told;
    }

    private String noRun() {
        return version.lineage().run() == null
                ? "The version names no run that made it; NewVersion.from does."
                : "The run that made it was not given; ModelCard.run takes it.";
    }

    private CardSection lineage() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Version", version.subject()));
        rows.add(List.of(
                "Registered", version.registered().truncatedTo(ChronoUnit.SECONDS) + " by " + version.registeredBy()));
        Optional.ofNullable(version.lineage().run()).ifPresent(run -> rows.add(List.of("Run", run)));
        version.tags().forEach((key, value) -> rows.add(List.of("Tag " + key, value)));
        return table("Lineage", List.of("Fact", "Value"), 2, rows, "");
    }

    private CardSection files() {
        return table(
                "Files",
                List.of("File", "SHA-256", "Bytes"),
                2,
                version.files().list().stream().map(CardSections::file).toList(),
                "The version has no files.");
    }

    private static List<String> file(ArtifactFile file) {
        return List.of(file.path(), file.digest().abbreviated(), Numbers.count(file.size()));
    }

    private static CardSection facts(String title, Map<String, String> facts, String absence) {
        return table(
                title,
                List.of("Name", "Value"),
                2,
                facts.entrySet().stream()
                        .map(fact -> List.of(fact.getKey(), fact.getValue()))
                        .toList(),
                absence);
    }

    private static CardSection table(
            String title, List<String> head, int texts, List<List<String>> rows, String absence) {
        return new CardSection(
                title, rows.isEmpty() ? List.of() : List.of(new CardSection.Grid(head, texts, rows)), absence);
    }

    private static String value(Metric metric) {
        return Numbers.value(metric.value());
    }

    private static String interval(Metric metric) {
        Interval interval = metric.interval();
        return interval == null
                ? NOTHING
                : Numbers.value(interval.lower()) + " to " + Numbers.value(interval.upper()) + " ("
                        + Numbers.value(100 * interval.confidence()) + "\u00a0%)";
    }

    private static String rows(Metric metric) {
        return metric.n() == null ? NOTHING : Numbers.count(metric.n());
    }

    private static String slice(Metric metric) {
        return metric.labels().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Twelve digits of a digest are enough for people. */
    private static String shortened(String subject) {
        return subject.replaceAll("sha256:([0-9a-f]{12})[0-9a-f]{52}", "sha256:$1");
    }
}
