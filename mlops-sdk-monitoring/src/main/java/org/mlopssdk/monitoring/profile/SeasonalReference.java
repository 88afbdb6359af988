package org.mlopssdk.monitoring.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.table.Column;
import org.mlopssdk.monitoring.table.NumericColumn;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TextColumn;

/**
 * References for each hour of the week, over the break points of one profile: nights are held against nights, and Mondays against Mondays. For a window,
 * the hours that it spans are added, so a window of any span has a reference of its own.
 *
 * <pre>{@code
 * SeasonalReference seasons = SeasonalReference.fit(profile.coarsened(1_000), training, times, ZoneId.of("Europe/Paris"));
 * List<FeatureComparison> found = seasons.compare(pane);
 * }</pre>
 *
 * <p>There are up to 168 windows in here, so a {@linkplain ReferenceProfile#coarsened coarse} profile is the one to take. Instances are
 * immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class SeasonalReference {
    /** The hours of a week. */
    public static final int HOURS = 7 * 24;

    private final ReferenceProfile profile;
    private final ZoneId zone;
    private final @Nullable Window[] hours;

    private SeasonalReference(ReferenceProfile profile, ZoneId zone, @Nullable Window[] hours) {
        this.profile = profile;
        this.zone = zone;
        this.hours = hours;
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
        @Nullable Window[] hours = new Window[HOURS];
        for (int row = 0; row < times.size(); row++) {
            int hour = hourOfWeek(times.get(row).atZone(zone));
            Window window = hours[hour];
            if (window == null) {
                window = profile.newWindow();
                hours[hour] = window;
            }
            for (int i = 0; i < columns.size(); i++) {
                record(window.counters().get(i), columns.get(i), row);
            }
        }
        return new SeasonalReference(profile, zone, hours);
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

    /** From 0, which is the first of Monday. */
    private static int hourOfWeek(ZonedDateTime time) {
        return (time.getDayOfWeek().getValue() - 1) * 24 + time.getHour();
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
     * The reference for a span of time: the sum of the hours of the week that it touches, each once, however often it touches them, so that no row
     * counts twice.
     *
     * @param from its beginning, inclusive
     * @param to its end, exclusive; after {@code from}
     * @return a new window with the counts of the reference
     * @throws IllegalArgumentException if the span is empty
     */
    public Window during(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A span of time ends after it began; got " + from + " to " + to + ".");
        }
        Window sum = profile.newWindow();
        touched(from, to).stream().mapToObj(hour -> hours[hour]).forEach(window -> {
            if (window != null) {
                sum.merge(window);
            }
        });
        return sum;
    }

    private BitSet touched(Instant from, Instant to) {
        BitSet touched = new BitSet(HOURS);
        if (Duration.between(from, to).compareTo(Duration.ofDays(8)) >= 0) {
            touched.set(0, HOURS);
            return touched;
        }
        ZonedDateTime hour = from.atZone(zone).truncatedTo(ChronoUnit.HOURS);
        for (; hour.toInstant().isBefore(to); hour = hour.plusHours(1)) {
            touched.set(hourOfWeek(hour));
        }
        return touched;
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

    /**
     * How many hours of the week have a reference, and the profile whose break points they have.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        long known = Arrays.stream(hours).filter(Objects::nonNull).count();
        return known + " of " + HOURS + " hours of the week in " + zone + ", each over the break points of"
                + System.lineSeparator() + profile;
    }
}
