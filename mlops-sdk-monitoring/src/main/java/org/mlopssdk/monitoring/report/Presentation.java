package org.mlopssdk.monitoring.report;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.drift.DriftReport;

/**
 * A drift report, made fit to be looked at: the verdict first, then the features by how much they matter, each with its bins or categories, its
 * distribution functions, what contributes most, what is odd about its data, and how it fared over the windows before.
 *
 * <pre>{@code
 * Presentation.of(report).html().writeTo(Path.of("drift.html"));
 * }</pre>
 *
 * <p>Everything is drawn from the counters, so its size does not depend on how many rows were counted. The same report gives the same
 * bytes: nothing is taken from the clock or the locale. Immutable; each {@code with} gives a copy.
 *
 * @since 0.1.0
 */
public final class Presentation {
    private static final String TITLE = "Drift report";
    static final String WINDOW = "this window";
    private static final int MOST_TEXT = 120;

    private final DriftReport report;
    private final String title;
    private final String window;
    private final @Nullable Instant time;
    private final Map<String, DriftReport> earlier;

    private Presentation(
            DriftReport report, String title, String window, @Nullable Instant time, Map<String, DriftReport> earlier) {
        this.report = report;
        this.title = title;
        this.window = window;
        this.time = time;
        this.earlier = earlier;
    }

    /**
     * Presents a report.
     *
     * @param report the report
     * @return its presentation, without history
     */
    public static Presentation of(DriftReport report) {
        return new Presentation(Objects.requireNonNull(report, "report"), TITLE, WINDOW, null, Map.of());
    }

    /**
     * The same with a title: what is watched, and where.
     *
     * @param text any text; the first 120 characters are shown
     * @return a copy
     * @throws IllegalArgumentException if it is blank
     */
    public Presentation withTitle(String text) {
        return new Presentation(report, requireText("title", text), window, time, earlier);
    }

    /**
     * The same with a name for the window that the report is about, such as its day.
     *
     * @param name any text; the first 120 characters are shown
     * @return a copy
     * @throws IllegalArgumentException if it is blank, or an earlier window has it
     */
    public Presentation withWindow(String name) {
        requireNew(name, earlier);
        return new Presentation(report, title, requireText("name of a window", name), time, earlier);
    }

    /**
     * The same with the time at which the report was made. It is the only time shown.
     *
     * @param instant the time; shown in UTC
     * @return a copy
     */
    public Presentation withTime(Instant instant) {
        return new Presentation(report, title, window, Objects.requireNonNull(instant, "instant"), earlier);
    }

    /**
     * The same after the reports of earlier windows, which show since when a feature drifts. They are named by how long ago they were; {@link
     * #withEarlier} gives them names. Windows that were judged by another policy, or against another reference, than the report are shown all the same, since a
     * history would begin anew with each exception or refit otherwise: all forms say how many they are, and mark them.
     *
     * @param reports the reports of earlier windows, the oldest first; instead of all given before
     * @return a copy
     */
    public Presentation withHistory(List<DriftReport> reports) {
        Map<String, DriftReport> named = new LinkedHashMap<>();
        for (DriftReport before : reports) {
            int ago = reports.size() - named.size();
            named.put(ago == 1 ? "1 window ago" : ago + " windows ago", Objects.requireNonNull(before, "report"));
        }
        requireNew(window, named);
        return new Presentation(report, title, window, time, Collections.unmodifiableMap(named));
    }

    /**
     * The same after one window more, which comes after all earlier ones given so far and before that of the report.
     *
     * @param name the window's name, such as its day; any text, of which the first 120 characters are shown
     * @param before its report
     * @return a copy
     * @throws IllegalArgumentException if the name is blank, or another window has it
     */
    public Presentation withEarlier(String name, DriftReport before) {
        Map<String, DriftReport> more = new LinkedHashMap<>(earlier);
        requireNew(name, more);
        if (name.equals(window)) {
            throw new IllegalArgumentException(
                    "The window of the report itself is called '" + name + "'; give each its own name.");
        }
        more.put(requireText("name of a window", name), Objects.requireNonNull(before, "report"));
        return new Presentation(report, title, window, time, Collections.unmodifiableMap(more));
    }

    private static String requireText(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("The " + what + " is blank; leave it out, or give it a text.");
        }
        return Visible.cut(text, MOST_TEXT);
    }

    private static void requireNew(String name, Map<String, DriftReport> earlier) {
        if (earlier.containsKey(Visible.cut(name, MOST_TEXT))) {
            throw new IllegalArgumentException("An earlier window is called '" + Visible.cut(name, MOST_TEXT)
                    + "' already; give each its own name.");
        }
    }

    DriftReport report() {
        return report;
    }

    String title() {
        return title;
    }

    String window() {
        return window;
    }

    @Nullable Instant time() {
        return time;
    }

    /** The earlier windows by name, the oldest first. */
    Map<String, DriftReport> earlier() {
        return earlier;
    }

    /**
     * One HTML page that needs nothing else: no network, no script, no fonts. It follows the reader's light or dark scheme, prints, and
     * is read by keyboard and by screen readers. 20 features take less than 100 KB, whatever was counted and whatever their names are: where names,
     * categories and reasons are so long that there is no room for them, they lose their middle. {@link #json} has them whole. Each feature
     * more takes less than 5 KB.
     *
     * @return the page, also well-formed as XML
     */
    public Rendered html() {
        return new Rendered(HtmlPage.of(this));
    }

    /**
     * The page of {@link #html} for a cell of a notebook, in a frame of its own. Kernels for Java take it as {@code display(presentation.toHtml(),
     * "text/html")}.
     *
     * @return an element of HTML, to stand within a page
     */
    public String toHtml() {
        return html().framed();
    }

    /**
     * The report in GitHub-flavoured Markdown, for a comment or a wiki. Names of features and categories mention nobody and link nowhere.
     *
     * @return the document
     */
    public Rendered markdown() {
        return new Rendered(MarkdownPage.of(this));
    }

    /**
     * The report as one line of JSON, for other programs. Its fields, in this order:
     *
     * <ul>
     *   <li>{@code format}, 1; {@code title}; {@code window}; {@code time}, if given; {@code subject}; {@code verdict}; {@code sentence}, the
     *       verdict in words; {@code policy}, as {@link org.mlopssdk.monitoring.drift.DriftPolicy#toJson} gives it; {@code features}; {@code
     *       unknownColumns}, those of the table that the profile does not know;
     *   <li>of each feature {@code feature}, its name; {@code verdict}; {@code exempt} and {@code exemption} with {@code because} and {@code
     *       until}; {@code reason}; {@code advice}, what to do, and {@code findings}, what is odd about its data, in words; {@code quality},
     *       what is wrong with its data, each with {@code rule}, {@code severity} and {@code sentence}; {@code strength},
     *       {@code importance}, {@code adjustedP}, {@code missingAdjustedP} and {@code rowsNeeded} as {@link
     *       org.mlopssdk.monitoring.drift.FeatureDrift} has them;
     *   <li>{@code missing} with {@code referenceMissing}, {@code referenceRows}, {@code currentMissing} and {@code currentRows};
     *   <li>{@code ks} of a numeric feature, with {@code atLeast} and {@code atMost}, both ends of D; {@code location}; {@code direction}, that
     *       of the window's values; {@code pAtLeast} and {@code pAtMost};
     *   <li>{@code psi} with {@code value}, {@code expectedWithoutDrift} and {@code bins}, each with {@code label}, {@code
     *       referenceCount}, {@code currentCount} and {@code contribution};
     *   <li>{@code curve}, points of both distribution functions, each with {@code value}, {@code referenceBelow}, {@code reference},
     *       {@code currentBelow} and {@code current};
     *   <li>{@code trend}, a point for each window, the oldest first, with {@code window}, {@code effect} in multiples of its threshold,
     *       {@code verdict}, and {@code otherPolicy} and {@code otherReference}, true where that window was judged by another policy or
     *       against another reference than the report; empty without history.
     * </ul>
     *
     * <p>What is not known is left out. NaN and infinities are strings. Fields may be added within a format. Its JSON Schema is the resource {@code
     * org/mlopssdk/monitoring/report/report.schema.json} of this module.
     *
     * @return the document
     */
    public Rendered json() {
        return new Rendered(JsonDocument.of(this));
    }

    /**
     * The report as text of at most 100 columns, for a terminal whose font has block elements: a line for each feature (at most 50), with
     * its shares and its trend in small bars.
     *
     * @return the text
     */
    public Rendered terminal() {
        return new Rendered(TerminalPage.of(this, Sparks.BLOCKS));
    }

    /**
     * The same as {@link #terminal} in plain ASCII, for logs and terminals that have nothing else; signs of others are question marks there.
     *
     * @return the text
     */
    public Rendered ascii() {
        return new Rendered(TerminalPage.of(this, Sparks.ASCII));
    }

    /**
     * What is presented.
     *
     * @return the title and the verdict, and which forms there are
     */
    @Override
    public String toString() {
        return Visible.cut(title, 60) + ": " + report.verdict() + System.lineSeparator()
                + "  as html(), markdown(), json(), terminal(), ascii(), and toHtml() for notebooks";
    }
}
