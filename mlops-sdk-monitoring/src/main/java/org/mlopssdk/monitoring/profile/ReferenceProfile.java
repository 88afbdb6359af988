package org.mlopssdk.monitoring.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.Attachment;
import org.mlopssdk.artifact.AttachmentFormat;
import org.mlopssdk.json.Json;
import org.mlopssdk.monitoring.table.NumericColumn;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TextColumn;
import org.mlopssdk.store.Digest;

/**
 * What a model was trained on, feature by feature, in a form that live values can be counted against. It is kept with the model as an
 * {@link Attachment}, so that every service which loads the model can monitor it.
 *
 * <p>A numeric feature is kept as its distinct values with their counts, exactly, up to 8,192 of them; beyond that as quantile
 * points with the counts at and between them. A text feature is kept as its 1,000 most frequent categories (ties by name) and the
 * number of all other values; categories of more than 1,000 characters are never listed. {@linkplain #options() Options} change
 * the numbers.
 *
 * <pre>{@code
 * ReferenceProfile profile = ReferenceProfile.fit(training);
 * Window window = profile.newWindow();
 * window.record("Temperature", 21.4);
 * }</pre>
 *
 * <p>A profile holds values of the training data, so keep it as you keep those. Instances are immutable and safe for use by
 * several threads. Two profiles are equal if their {@linkplain #fingerprint() fingerprints} are.
 *
 * @since 0.1.0
 */
public final class ReferenceProfile implements Attachment {
    /** Reads a profile that was attached to a version. */
    public static final AttachmentFormat<ReferenceProfile> FORMAT = new Format();

    private static final String PATH = "reference-profile.json";

    private final int format;
    private final long rows;
    private final List<FeatureReference> features;
    private final Map<String, Integer> indexes = new HashMap<>();

    /** Both are computed when first asked for, perhaps by several threads, each with the same outcome. */
    private @Nullable List<Supplier<FeatureCounter>> counters;

    private @Nullable Digest fingerprint;

    ReferenceProfile(ProfileDocument document) {
        this.format = document.format();
        this.rows = document.rows();
        this.features =
                document.features().stream().map(ProfileDocument.Entry::feature).toList();
        features.forEach(feature -> indexes.put(feature.name(), indexes.size()));
    }

    private static final class Format implements AttachmentFormat<ReferenceProfile> {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public ReferenceProfile read(InputStream in) throws IOException {
            return fromJson(in.readAllBytes());
        }
    }

    /**
     * Profiles all columns of a table. Takes the time of sorting each.
     *
     * @param table the reference, usually the training data; at least one row, and names of 1 to 250 printable characters
     * @return the profile
     * @throws IllegalArgumentException if the table has no rows, more than 10,000 columns, or a name that cannot be kept
     */
    public static ReferenceProfile fit(Table table) {
        return options().fit(table);
    }

    /**
     * The defaults, to be changed before fitting.
     *
     * @return the options
     */
    public static ProfileOptions options() {
        return ProfileOptions.DEFAULTS;
    }

    static ReferenceProfile fit(Table table, ProfileOptions options) {
        if (table.rows() == 0) {
            throw new IllegalArgumentException("The table has no rows; a reference needs at least one.");
        }
        List<FeatureReference> features = table.columns().stream()
                .map(column -> column instanceof NumericColumn numeric
                        ? NumericReference.fit(numeric, options)
                        : TextReference.fit((TextColumn) column, options))
                .collect(Collectors.toList());
        return of(table.rows(), features);
    }

    /**
     * Reads a profile that {@link #toJson} wrote.
     *
     * @param json the profile
     * @return the profile
     * @throws org.mlopssdk.error.CorruptedException if it is something else, or beyond the limits
     * @throws org.mlopssdk.error.UnsupportedFormatException if a newer version of this library wrote it
     */
    public static ReferenceProfile fromJson(byte[] json) {
        return new ReferenceProfile(
                StoredFormat.read(json, ProfileDocument.class, ProfileDocument.VERSION, "reference profile"));
    }

    /**
     * The profile as JSON, always the same bytes for the same profile.
     *
     * @return one line in UTF-8
     */
    public byte[] toJson() {
        return Json.write(document());
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(toJson());
    }

    /**
     * What tells this profile from every other.
     *
     * @return the SHA-256 of its JSON
     */
    public Digest fingerprint() {
        Digest known = fingerprint;
        if (known == null) {
            known = Digest.of(toJson());
            fingerprint = known;
        }
        return known;
    }

    /**
     * The number of rows that were profiled.
     *
     * @return the number, at least 1
     */
    public long rows() {
        return rows;
    }

    /**
     * The names of the features, in the order of the table's columns.
     *
     * @return an immutable list, not empty
     */
    public List<String> features() {
        return features.stream().map(FeatureReference::name).toList();
    }

    /**
     * What the reference says of the values of each feature in general.
     *
     * @return the schema of each feature, in the order of the table's columns
     */
    public List<FeatureSchema> schema() {
        return features.stream().map(FeatureReference::schema).toList();
    }

    /**
     * Holds a table against the schema: its columns, their types and their values. Takes any table, and refuses none.
     *
     * @param table the table
     * @return what is wrong, or may be; empty where nothing is
     */
    public List<QualityFinding> check(Table table) {
        Window window = newWindow();
        List<QualityFinding> findings = TableColumns.recordWhatFits(table, window.counters());
        table.names().stream()
                .filter(name -> !indexes.containsKey(name))
                .map(name -> new QualityFinding(
                        name, QualityRule.UNKNOWN_COLUMN, Severity.INFO, "is no feature of the reference"))
                .forEach(findings::add);
        findings.addAll(window.quality());
        return List.copyOf(findings);
    }

    /**
     * Counters for live values, all zero.
     *
     * @return a new window
     */
    public Window newWindow() {
        return new Window(this, counters().stream().map(Supplier::get).toList());
    }

    /**
     * Counters for live values that any number of threads may record in.
     *
     * @return a new recorder
     */
    public Recorder newRecorder() {
        return Recorder.of(this);
    }

    private List<Supplier<FeatureCounter>> counters() {
        List<Supplier<FeatureCounter>> known = counters;
        if (known == null) {
            known = features.stream().map(FeatureReference::counters).toList();
            counters = known;
        }
        return known;
    }

    /**
     * The same reference over fewer break points, which takes less memory for each window. The edges of the bins stay break points, so the
     * population stability index stays exact; the Kolmogorov-Smirnov statistic of its windows becomes a certified interval, about 1/n wide.
     *
     * @param breakPoints how many break points are kept of each numeric feature, besides the edges of its bins and its outer two; 0 to
     *     1,000,000, of which 0 keeps bins only
     * @return a profile of its own, to which its windows belong; this one where all features have few enough
     * @throws IllegalArgumentException if the number is out of range
     */
    public ReferenceProfile coarsened(int breakPoints) {
        if (breakPoints < 0 || breakPoints > ProfileOptions.MAX_BREAK_POINTS) {
            throw new IllegalArgumentException("A numeric feature keeps 0 to " + ProfileOptions.MAX_BREAK_POINTS
                    + " break points besides its bins; got " + breakPoints + ".");
        }
        List<FeatureReference> coarse = features.stream()
                .map(feature -> feature instanceof NumericReference numeric ? numeric.coarsened(breakPoints) : feature)
                .toList();
        return coarse.equals(features) ? this : of(rows, coarse);
    }

    private static ReferenceProfile of(long rows, List<FeatureReference> features) {
        return new ReferenceProfile(ProfileDocument.of(ProfileDocument.VERSION, rows, features));
    }

    ProfileDocument document() {
        return ProfileDocument.of(format, rows, features);
    }

    int format() {
        return format;
    }

    List<FeatureReference> references() {
        return features;
    }

    int indexOf(String feature) {
        Integer index = indexes.get(feature);
        if (index == null) {
            throw new IllegalArgumentException("There is no feature '" + feature + "'; the profile has "
                    + String.join(", ", features().subList(0, Math.min(20, features.size())))
                    + (features.size() > 20 ? ", ..." : "") + ".");
        }
        return index;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof ReferenceProfile profile && fingerprint().equals(profile.fingerprint()));
    }

    @Override
    public int hashCode() {
        return fingerprint().hashCode();
    }

    /**
     * The beginning of its fingerprint, the number of rows, and a line for each feature (at most 50).
     *
     * @return several lines
     */
    @Override
    public String toString() {
        String lines = features.stream()
                .limit(50)
                .map(feature -> System.lineSeparator() + "  " + feature)
                .collect(Collectors.joining());
        return "reference profile " + fingerprint().abbreviated() + " of " + rows() + " rows, " + features.size()
                + " features" + lines + (features.size() > 50 ? System.lineSeparator() + "  ..." : "");
    }
}
