package org.mlopssdk.monitoring.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.Attachment;
import org.mlopssdk.artifact.AttachmentFormat;
import org.mlopssdk.json.Json;
import org.mlopssdk.monitoring.profile.SeasonalDocument.Hour;
import org.mlopssdk.monitoring.table.Column;
import org.mlopssdk.monitoring.table.NumericColumn;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TextColumn;
import org.mlopssdk.store.Digest;

/**
 * References for each hour of the week, over the break points of one profile: nights are held against nights, and Mondays against Mondays. For a window,
 * the hours that it spans are added, so a window of any span has a reference of its own.
 *
 * <pre>{@code
 * SeasonalReference seasons = SeasonalReference.fit(profile.coarsened(1_000), training, times, ZoneId.of("Europe/Paris"));
 * List<FeatureComparison> found = seasons.compare(pane);
 * }</pre>
 *
 * <p>It is kept with the model as an {@link Attachment}, with the profile that its windows belong to, and {@linkplain #plus grows} by the rows of later
 * weeks:
 *
 * <pre>{@code
 * SeasonalReference kept = version.attachment(SeasonalReference.FORMAT);
 * Recorder recorder = kept.profile().newRecorder();
 * SeasonalReference grown = kept.plus(SeasonalReference.fit(kept.profile(), lastWeek, times, kept.zone()));
 * }</pre>
 *
 * <p>There are up to 168 windows in here, so a {@linkplain ReferenceProfile#coarsened coarse} profile is the one to take. Instances are
 * immutable and safe for use by several threads. Two are equal if their {@linkplain #fingerprint() fingerprints} are.
 *
 * @since 0.1.0
 */
public final class SeasonalReference implements Attachment {
    /** The hours of a week. */
    public static final int HOURS = HoursOfWeek.COUNT;

    /** Reads a seasonal reference that was attached to a version. */
    public static final AttachmentFormat<SeasonalReference> FORMAT = new Format();

    private static final String PATH = "seasonal-reference.json";

    private final ReferenceProfile profile;
    private final ZoneId zone;
    private final List<Hour> hours;

    /** Computed when first asked for, perhaps by several threads, each with the same outcome. */
    private @Nullable Digest fingerprint;

    /** The hours are those with rows, in ascending order. */
    SeasonalReference(ReferenceProfile profile, ZoneId zone, List<Hour> hours) {
        this.profile = profile;
        this.zone = zone;
        this.hours = hours;
    }

    private static final class Format implements AttachmentFormat<SeasonalReference> {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public SeasonalReference read(InputStream in) throws IOException {
            return fromJson(in.readAllBytes());
        }
    }

    /**
     * Counts rows by the hour of the week that they belong to.
     *
     * @param profile whose break points and categories are taken, and to which the windows to be compared belong
     * @param table the rows, with a column for each feature
     * @param times when each row was, as many as rows
     * @param zone where it is what hour
     * @return the references
     * @throws IllegalArgumentException if the numbers differ, or a column is not there or of the other type
     */
    public static SeasonalReference fit(ReferenceProfile profile, Table table, List<Instant> times, ZoneId zone) {
        if (times.size() != table.rows()) {
            throw new IllegalArgumentException("The table has " + table.rows() + " rows and there are " + times.size()
                    + " times; give one for each row.");
        }
        List<Column> columns = TableColumns.of(table, profile.newWindow().counters());
        WeekOfWindows week = new WeekOfWindows(profile);
        Window[] windows = times.stream()
                .map(time -> week.at(HoursOfWeek.of(time.atZone(zone))))
                .toArray(Window[]::new);
        for (int i = 0; i < columns.size(); i++) { // by column, since one feature's counters of all hours fit in cache
            for (int row = 0; row < windows.length; row++) {
                record(windows[row].counters().get(i), columns.get(i), row);
            }
        }
        return new SeasonalReference(profile, zone, week.hours());
    }

    private static void record(FeatureCounter counter, Column column, int row) {
        if (column.isMissing(row)) {
            counter.recordMissing();
        } else if (counter instanceof NumericCounter numeric && column instanceof NumericColumn numbers) {
            numeric.record(numbers.get(row));
        } else if (counter instanceof TextCounter text && column instanceof TextColumn texts) {
            text.record(texts.get(row).orElse(null));
        }
    }

    /**
     * Reads a seasonal reference that {@link #toJson} wrote.
     *
     * @param json the seasonal reference
     * @return the seasonal reference, with its profile
     * @throws org.mlopssdk.error.CorruptedException if it is something else, or beyond the limits
     * @throws org.mlopssdk.error.UnsupportedFormatException if a newer version of this library wrote it
     */
    public static SeasonalReference fromJson(byte[] json) {
        return SeasonalDocument.read(json);
    }

    /**
     * The seasonal reference as JSON, always the same bytes for the same counts: its time zone, its profile, and of each hour of the week with rows the
     * counters that are not zero. {@link CompactForm} takes a third of the bytes.
     *
     * @return one line in UTF-8
     * @throws IllegalStateException if it has more counters than JSON is read with, 20 million
     */
    public byte[] toJson() {
        SeasonalDocument document = document();
        SeasonalDocument.requireReadable(document.counters());
        return Json.write(document);
    }

    SeasonalDocument document() {
        return new SeasonalDocument(SeasonalDocument.VERSION, zone.getId(), profile.document(), hours);
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
     * What tells this seasonal reference from every other.
     *
     * @return the SHA-256 of its {@linkplain CompactForm compact form}
     */
    public Digest fingerprint() {
        Digest known = fingerprint;
        if (known == null) {
            known = Digest.of(CompactForm.of(this));
            fingerprint = known;
        }
        return known;
    }

    /**
     * This one with the rows of another, such as those of later weeks: the same counts, bit for bit, as if all rows had been counted together.
     *
     * @param other a seasonal reference of the same profile and time zone
     * @return a new one with the counts of both
     * @throws IllegalArgumentException if its profile or its time zone differs
     */
    public SeasonalReference plus(SeasonalReference other) {
        if (!profile.equals(other.profile) || !zone.equals(other.zone)) {
            throw new IllegalArgumentException("Seasonal references are added within one profile and time zone; got "
                    + profile.fingerprint().abbreviated() + " in " + zone + " and "
                    + other.profile.fingerprint().abbreviated() + " in " + other.zone
                    + ". Fit the later one with profile() and zone() of the earlier.");
        }
        WeekOfWindows week = new WeekOfWindows(profile);
        Stream.of(hours, other.hours).flatMap(List::stream).forEach(hour -> hour.addTo(week.at(hour.hour())));
        return new SeasonalReference(profile, zone, week.hours());
    }

    /**
     * The profile whose windows are compared here.
     *
     * @return the profile
     */
    public ReferenceProfile profile() {
        return profile;
    }

    /**
     * Where it is what hour.
     *
     * @return the time zone
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * The number of rows that were counted, over all hours.
     *
     * @return the number, not negative
     */
    public long rows() {
        return hours.stream().mapToLong(Hour::rows).sum();
    }

    /**
     * The reference for a span of time: the sum of the hours of the week that it touches, each once, however often it touches them, so that no row
     * counts twice.
     *
     * @param from its beginning, inclusive
     * @param to its end, exclusive; after {@code from}
     * @return a new window with the counts of the reference
     * @throws IllegalArgumentException if the span is empty
     */
    public Window during(Instant from, Instant to) {
        BitSet touched = HoursOfWeek.touched(from, to, zone);
        Window sum = profile.newWindow();
        hours.stream().filter(hour -> touched.get(hour.hour())).forEach(hour -> hour.addTo(sum));
        return sum;
    }

    /**
     * Compares a window with the reference for its time.
     *
     * @param window what was recorded, against this profile
     * @param from when its recording began, inclusive
     * @param to when it ended, exclusive; after {@code from}
     * @return a comparison for each feature, in the order of the profile; without values on the side of the reference where it has no rows in
     *     those hours
     * @throws IllegalArgumentException if the span is empty, or the window belongs to another profile
     */
    public List<FeatureComparison> compare(Window window, Instant from, Instant to) {
        return window.compareWith(during(from, to));
    }

    /**
     * Compares a pane with the reference for its time.
     *
     * @param pane what was recorded, against this profile, and when
     * @return a comparison for each feature, in the order of the profile
     * @throws IllegalArgumentException if the pane has no length, or belongs to another profile
     */
    public List<FeatureComparison> compare(Pane pane) {
        return compare(pane.window(), pane.from(), pane.to());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof SeasonalReference seasons && fingerprint().equals(seasons.fingerprint()));
    }

    @Override
    public int hashCode() {
        return fingerprint().hashCode();
    }

    /**
     * How many rows there are in which hours, and the profile whose break points they have.
     *
     * @return a line for each day of the week, a bar for each of its hours, and the features of the profile
     */
    @Override
    public String toString() {
        long[] rows = new long[HOURS];
        hours.forEach(hour -> rows[hour.hour()] = hour.rows());
        return "seasonal reference of " + rows() + " rows in " + hours.size() + " of " + HOURS
                + " hours of the week in " + zone + System.lineSeparator() + WeekChart.of(rows)
                + System.lineSeparator() + "over the break points of " + profile;
    }
}
