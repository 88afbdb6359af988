package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.json.Json;
import org.mlopssdk.monitoring.table.Column;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.store.Digest;

/**
 * Live values, counted against a {@link ReferenceProfile}. The values themselves are not kept; the counters are all that the
 * comparison needs.
 *
 * <pre>{@code
 * Window window = profile.newWindow();
 * window.record("Temperature", 21.4).record("Room", "kitchen");
 * }</pre>
 *
 * <p>Windows of the same profile are added: over threads, pods, days, in any order and any split, they hold the same counters, and so
 * give the same comparison bit for bit, as one window that recorded everything.
 *
 * <p>A window has one writer at a time: give each thread its own and {@linkplain #sum add} them, or take a {@link Recorder}. A thread that reads or adds
 * what another recorded needs to have been handed the window safely, for example through a queue or a lock.
 *
 * @since 0.1.0
 */
public final class Window {
    private final ReferenceProfile profile;
    private final List<FeatureCounter> counters;
    private final RowOfCounters row;

    Window(ReferenceProfile profile, List<FeatureCounter> counters) {
        this.profile = profile;
        this.counters = counters;
        this.row = RowOfCounters.of(counters);
    }

    /**
     * The sum of windows of the same profile. The windows stay as they are.
     *
     * @param windows the windows, at least one
     * @return a new window with their counts
     * @throws IllegalArgumentException if there is none, or their profiles differ
     */
    public static Window sum(Window... windows) {
        return sum(Arrays.asList(windows));
    }

    /**
     * The sum of windows of the same profile. The windows stay as they are.
     *
     * @param windows the windows, at least one
     * @return a new window with their counts
     * @throws IllegalArgumentException if there is none, or their profiles differ
     */
    public static Window sum(List<Window> windows) {
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("A sum needs at least one window; for none, use profile.newWindow().");
        }
        Window sum = windows.get(0).profile.newWindow();
        windows.forEach(sum::merge);
        return sum;
    }

    /**
     * Reads a window that {@link #toJson} wrote.
     *
     * @param json the window
     * @param profile the profile that it was recorded against
     * @return the window
     * @throws org.mlopssdk.error.CorruptedException if it is something else
     * @throws org.mlopssdk.error.UnsupportedFormatException if a newer version of this library wrote it
     * @throws IllegalArgumentException if it belongs to another profile
     */
    public static Window fromJson(byte[] json, ReferenceProfile profile) {
        return WindowDocument.read(json).windowOf(profile);
    }

    /**
     * The window as JSON, always the same bytes for the same counts: the counters that are not zero, and the profile's fingerprint.
     *
     * @return one line in UTF-8
     */
    public byte[] toJson() {
        return Json.write(WindowDocument.of(profile.fingerprint(), counters));
    }

    /**
     * What tells these counts, against this profile, from all others.
     *
     * @return one line with the SHA-256 of the window's {@linkplain CompactForm compact form} and that of the profile's JSON
     */
    public String subject() {
        return "window " + Digest.of(CompactForm.of(this)) + " of reference profile " + profile.fingerprint();
    }

    /**
     * The profile that is counted against.
     *
     * @return the profile
     */
    public ReferenceProfile profile() {
        return profile;
    }

    /**
     * Records a value of a numeric feature. {@link #numeric} saves looking the feature up each time.
     *
     * @param feature the name of the feature
     * @param value any value; {@code NaN} counts as missing, infinities as values
     * @return this
     * @throws IllegalArgumentException if the profile has no numeric feature of that name
     */
    public Window record(String feature, double value) {
        numeric(feature).record(value);
        return this;
    }

    /**
     * Records a value of a text feature. {@link #text} saves looking the feature up each time.
     *
     * @param feature the name of the feature
     * @param value any text, also an empty one; {@code null} counts as missing
     * @return this
     * @throws IllegalArgumentException if the profile has no text feature of that name
     */
    public Window record(String feature, @Nullable String value) {
        text(feature).record(value);
        return this;
    }

    /**
     * Records a row of a profile whose features are all numeric, without allocation.
     *
     * @param values a value for each feature, in the order of the profile; {@code NaN} counts as missing
     * @return this
     * @throws IllegalArgumentException if there are more or fewer values than features, or a feature is text; nothing of
     *     the row is recorded then
     */
    public Window recordRow(double... values) {
        row.record(values);
        return this;
    }

    /**
     * Records a row without allocation.
     *
     * @param numbers a value for each numeric feature, in the order of the profile; {@code NaN} counts as missing
     * @param texts a value for each text feature, in the order of the profile; {@code null} counts as missing
     * @return this
     * @throws IllegalArgumentException if there are more or fewer values than features; nothing of the row is recorded then
     */
    public Window recordRow(double[] numbers, @Nullable String[] texts) {
        row.record(numbers, texts);
        return this;
    }

    /**
     * Records many rows of a profile whose features are all numeric, by column: several columns at the same time, in the threads of the common pool.
     *
     * @param columns the values of each feature, in the order of the profile, as many of each; {@code NaN} counts as missing
     * @return this
     * @throws IllegalArgumentException if there are more or fewer columns than features, a feature is text, or columns differ in length;
     *     nothing is recorded then
     */
    public Window recordColumns(double[]... columns) {
        row.recordColumns(columns);
        return this;
    }

    /**
     * Records all rows of a table. Columns that the profile does not know are not looked at.
     *
     * @param table a table with a column for each feature; a column of missing values only may be of either type
     * @return this
     * @throws IllegalArgumentException if a column is not there or of the other type; nothing is recorded then
     */
    public Window recordAll(Table table) {
        List<Column> columns = TableColumns.of(table, counters);
        for (int i = 0; i < columns.size(); i++) {
            counters.get(i).recordAll(columns.get(i));
        }
        return this;
    }

    /**
     * The counters of a numeric feature.
     *
     * @param feature the name of the feature
     * @return the counters, the same object each time
     * @throws IllegalArgumentException if the profile has no numeric feature of that name
     */
    public NumericCounter numeric(String feature) {
        if (counters.get(profile.indexOf(feature)) instanceof NumericCounter counter) {
            return counter;
        }
        throw new IllegalArgumentException(
                "The feature '" + feature + "' is text, not numeric; use text(...) or record texts.");
    }

    /**
     * The counters of a text feature.
     *
     * @param feature the name of the feature
     * @return the counters, the same object each time
     * @throws IllegalArgumentException if the profile has no text feature of that name
     */
    public TextCounter text(String feature) {
        if (counters.get(profile.indexOf(feature)) instanceof TextCounter counter) {
            return counter;
        }
        throw new IllegalArgumentException(
                "The feature '" + feature + "' is numeric, not text; use numeric(...) or record numbers.");
    }

    /**
     * Adds the counts of another window of the same profile to this one.
     *
     * @param other the other window, which stays as it is
     * @return this
     * @throws IllegalArgumentException if its profile differs
     */
    public Window merge(Window other) {
        requireSameProfile(other);
        for (int i = 0; i < counters.size(); i++) {
            counters.get(i).add(other.counters.get(i));
        }
        return this;
    }

    private void requireSameProfile(Window other) {
        if (!profile.equals(other.profile)) {
            WindowDocument.requireSame(profile.fingerprint(), other.profile.fingerprint());
        }
    }

    /** Compares this window with another of the same profile, which takes the place of the reference. */
    List<FeatureComparison> compareWith(Window other) {
        requireSameProfile(other);
        return IntStream.range(0, counters.size())
                .mapToObj(i -> counters.get(i).compare(other.counters.get(i).tally()))
                .toList();
    }

    void clear() {
        counters.forEach(FeatureCounter::clear);
    }

    /**
     * Compares what was recorded with the reference, feature by feature.
     *
     * @return a comparison for each feature, in the order of the profile; later recording does not change them
     */
    public List<FeatureComparison> compare() {
        return counters.stream().map(FeatureCounter::compare).toList();
    }

    /**
     * What is wrong with the data recorded, or may be, held against the schema of the reference: see {@link QualityRule}.
     *
     * @return the findings, feature by feature in the order of the profile; empty where nothing is wrong, or nothing was recorded
     */
    public List<QualityFinding> quality() {
        return compare().stream().flatMap(feature -> feature.quality().stream()).toList();
    }

    List<FeatureCounter> counters() {
        return counters;
    }

    /**
     * The numbers recorded, a line for each feature (at most 50).
     *
     * @return several lines
     */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder("window of profile ")
                .append(profile.fingerprint().abbreviated());
        counters.stream()
                .limit(50)
                .forEach(counter ->
                        lines.append(System.lineSeparator()).append("  ").append(counter));
        return lines.append(counters.size() > 50 ? System.lineSeparator() + "  ..." : "")
                .toString();
    }
}
