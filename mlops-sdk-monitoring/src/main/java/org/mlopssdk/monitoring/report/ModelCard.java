package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.AttachmentFormat;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.RunRecord;

/**
 * Everything that is known of a registered model, on one page: what it is for, the data it was trained on, its metrics with their slices and
 * intervals, what gates found, parameters and environment of its run, and where it comes from. What is not known has its place too, and says
 * that it is missing.
 *
 * <pre>{@code
 * ModelCard.of(version)
 *         .run(mlops.experiment("fraud").get(run))
 *         .gate(report)
 *         .intendedUse("Sorts card payments for review by a person.")
 *         .html()
 *         .writeTo(Path.of("card.html"));
 * }</pre>
 *
 * <p>The {@link CardNotes} and the {@link ReferenceProfile} that were registered with the version, and the reports kept with it, are found by themselves. Nothing is taken from the
 * clock or the locale: the same facts give the same bytes. Immutable; each fact gives a copy.
 *
 * @since 0.1.0
 */
public final class ModelCard {

    private final ArtifactVersion version;
    private final CardNotes notes;
    private final @Nullable ReferenceProfile profile;
    private final @Nullable RunRecord run;
    private final List<GateReport> gates;

    private ModelCard(
            ArtifactVersion version,
            CardNotes notes,
            @Nullable ReferenceProfile profile,
            @Nullable RunRecord run,
            List<GateReport> gates) {
        this.version = version;
        this.notes = notes;
        this.profile = profile;
        this.run = run;
        this.gates = gates;
    }

    /**
     * The card of a version, with what was registered with it.
     *
     * @param version a version of any model, or of a dataset
     * @return its card
     * @throws org.mlopssdk.error.MlOpsException if its notes or its profile cannot be read
     */
    public static ModelCard of(ArtifactVersion version) {
        return new ModelCard(
                version,
                attached(version, CardNotes.FORMAT).orElse(CardNotes.none()),
                attached(version, ReferenceProfile.FORMAT).orElse(null),
                null,
                version.reports());
    }

    private static <T> Optional<T> attached(ArtifactVersion version, AttachmentFormat<T> format) {
        return version.files().list().stream().anyMatch(file -> file.path().equals(format.path()))
                ? Optional.of(version.attachment(format))
                : Optional.empty();
    }

    /**
     * The same card with the parameters and the environment of the run that made the version.
     *
     * @param record the run that the version's lineage names
     * @return a copy
     * @throws IllegalArgumentException if the version comes from another run, or from none
     */
    public ModelCard run(RunRecord record) {
        String made = version.lineage().run();
        if (!Objects.equals(made, record.lineage().run())) {
            throw new IllegalArgumentException(version.subject() + " comes from "
                    + (made == null ? "no run that is known" : "the run " + made) + ", not from " + record.subject());
        }
        return new ModelCard(version, notes, profile, record, gates);
    }

    /**
     * The same card with what a gate found of this version, after what other gates found. Reports that are kept with the version are there already.
     *
     * @param report about this version
     * @return a copy
     * @throws IllegalArgumentException if it is about something else
     */
    public ModelCard gate(GateReport report) {
        if (!report.candidate().equals(version.subject())) {
            throw new IllegalArgumentException(
                    "the report is about " + report.candidate() + ", the card about " + version.subject());
        }
        if (gates.contains(report)) {
            return this;
        }
        List<GateReport> more = new ArrayList<>(gates);
        more.add(report);
        return new ModelCard(version, notes, profile, run, List.copyOf(more));
    }

    /**
     * The same card with notes; where the card has a note of the same title, these replace it.
     *
     * @param more the notes
     * @return a copy
     */
    public ModelCard notes(CardNotes more) {
        return new ModelCard(version, notes.and(more), profile, run, gates);
    }

    /**
     * The same card with what the model is for, see {@link CardNotes#intendedUse}.
     *
     * @param text at most 10,000 characters
     * @return a copy
     * @throws IllegalArgumentException if it is blank or too long
     */
    public ModelCard intendedUse(String text) {
        return notes(CardNotes.none().intendedUse(text));
    }

    /**
     * The same card with what the model must not be used for, see {@link CardNotes#limitations}.
     *
     * @param text at most 10,000 characters
     * @return a copy
     * @throws IllegalArgumentException if it is blank or too long
     */
    public ModelCard limitations(String text) {
        return notes(CardNotes.none().limitations(text));
    }

    /**
     * The sections that have nothing to say.
     *
     * @return their titles in the order of the card; empty for a card that is complete
     */
    public List<String> missing() {
        return CardSections.of(this).stream()
                .filter(CardSection::isMissing)
                .map(CardSection::title)
                .toList();
    }

    /**
     * One HTML page that needs nothing else: no network, no script, no fonts. It follows the reader's light or dark scheme, and prints.
     *
     * @return the page, also well-formed as XML
     */
    public Rendered html() {
        return new Rendered(CardHtml.of(this));
    }

    /**
     * The page of {@link #html} for a cell of a notebook, in a frame of its own. Kernels for Java take it as {@code display(card.toHtml(),
     * "text/html")}.
     *
     * @return an element of HTML, to stand within a page
     */
    public String toHtml() {
        return html().framed();
    }

    /**
     * The card in GitHub-flavoured Markdown. What people wrote mentions nobody and links nowhere.
     *
     * @return the document
     */
    public Rendered markdown() {
        return new Rendered(CardMarkdown.of(this));
    }

    /**
     * The card as one line of JSON, for other programs. Its fields, in this order:
     *
     * <ul>
     *   <li>{@code format}, 1; {@code kind}, {@code name}, {@code version} and {@code subject} of the version; {@code registered} and {@code
     *       registeredBy}; {@code description}; {@code tags};
     *   <li>{@code notes}, each with {@code title} and {@code text}; {@code metrics}, each with {@code name}, {@code labels}, {@code value}, {@code
     *       n} and {@code interval};
     *   <li>{@code gates}, each as {@link GateReport#toJson} gives it; {@code run}, the name of the run; {@code inputs}, the versions that it read;
     *       {@code params} and {@code environment} of the run;
     *   <li>{@code rows} and {@code features} of the reference profile, each with {@code name}, {@code type}, {@code rows} and {@code missing};
     *   <li>{@code files}, each with {@code path}, {@code digest} and {@code size}; {@code missing}, the titles of the sections that say nothing.
     * </ul>
     *
     * <p>What is not known is left out. NaN and infinities are strings. Fields may be added later.
     *
     * @return the document
     */
    public Rendered json() {
        return new Rendered(CardDocument.of(this));
    }

    ArtifactVersion version() {
        return version;
    }

    CardNotes allNotes() {
        return notes;
    }

    Optional<ReferenceProfile> profile() {
        return Optional.ofNullable(profile);
    }

    Optional<RunRecord> maker() {
        return Optional.ofNullable(run);
    }

    List<GateReport> gates() {
        return gates;
    }

    /** What it is about, as a heading. */
    String heading() {
        return version.name() + ", version " + version.number();
    }

    /**
     * What the card has, and what it misses.
     *
     * @return two lines
     */
    @Override
    public String toString() {
        List<String> missing = missing();
        int told = CardSections.of(this).size() - missing.size();
        return "card of " + Visible.cut(heading(), 60) + ": " + told + " sections" + System.lineSeparator()
                + "  missing: " + (missing.isEmpty() ? "nothing" : shown(missing));
    }

    private static String shown(List<String> missing) {
        return Visible.cut(String.join(", ", missing), 85);
    }
}
