package org.mlopssdk.monitoring.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.monitoring.table.TextColumn;

/**
 * A sample cut by a property of its rows, such as the site, into segments. Its evaluation holds the metrics of the whole, and those
 * of each segment with the label {@code <name>=<segment>}, however small it is: {@code n} says so, and the interval is wide.
 *
 * <pre>{@code
 * Segments.Recorder<BinaryScores, BinaryScores.Recorder> recorder = Segments.recorder("site", BinaryScores::recorder);
 * recorder.at("Berlin").add(true, 0.8);
 * recorder.at("Paris").add(false, 0.3);
 * Metrics metrics = recorder.segments().evaluate().metrics(); // accuracy, accuracy{site=Berlin}, ...
 * }</pre>
 *
 * @param <S> the type of the samples
 * @param name the property, a label of metrics
 * @param samples the sample of each segment, sorted; at least one
 * @since 0.1.0
 */
public record Segments<S extends Sample<S>>(String name, SortedMap<String, S> samples) {

    /** The segment of rows whose property is missing. */
    public static final String MISSING = "(missing)";

    /**
     * Checks and copies the parts.
     *
     * @throws IllegalArgumentException if there is no segment, or a name is no label
     */
    public Segments {
        FreeText.require("the property that makes segments", name);
        samples.keySet().forEach(segment -> FreeText.require("a segment's name", segment));
        samples = Collections.unmodifiableSortedMap(new TreeMap<>(samples));
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("There is at least one segment of '" + name + "'; got none.");
        }
    }

    /**
     * Segments that exist.
     *
     * @param <S> the type of the samples
     * @param name the property
     * @param samples the sample of each segment
     * @return the segments
     * @throws IllegalArgumentException if there is none, or a name is no label
     */
    public static <S extends Sample<S>> Segments<S> of(String name, Map<String, S> samples) {
        return new Segments<>(name, new TreeMap<>(samples));
    }

    /**
     * Rows of a table by one of its columns; those without a value are the segment {@link #MISSING}.
     *
     * @param <S> the type of the samples
     * @param <R> the type of their recorders
     * @param column the column that makes segments
     * @param recorders makes a recorder, for example {@code BinaryScores::recorder}
     * @param rows gives a row to a recorder
     * @return the segments, named as the column
     * @throws IllegalArgumentException if the column has no rows
     */
    public static <S extends Sample<S>, R extends SampleRecorder<S>> Segments<S> by(
            TextColumn column, Supplier<R> recorders, RowAdder<R> rows) {
        Recorder<S, R> recorder = recorder(column.name(), recorders);
        for (int row = 0; row < column.size(); row++) {
            rows.add(recorder.at(column.isMissing(row) ? MISSING : column.display(row)), row);
        }
        return recorder.segments();
    }

    /**
     * Gives a row to a recorder.
     *
     * @param <R> the type of the recorder
     */
    @FunctionalInterface
    public interface RowAdder<R> {

        /**
         * Gives a row.
         *
         * @param recorder the recorder of the row's segment
         * @param row the row, from 0
         */
        void add(R recorder, int row);
    }

    /**
     * A recorder for one thread.
     *
     * @param <S> the type of the samples
     * @param <R> the type of their recorders
     * @param name the property
     * @param recorders makes a recorder, for example {@code BinaryScores::recorder}
     * @return a recorder without segments
     */
    public static <S extends Sample<S>, R extends SampleRecorder<S>> Recorder<S, R> recorder(
            String name, Supplier<R> recorders) {
        return new Recorder<>(name, recorders);
    }

    /**
     * All rows.
     *
     * @return the sum of the samples
     */
    public S whole() {
        return samples.values().stream().reduce(Sample::plus).orElseThrow();
    }

    /**
     * The segments of both.
     *
     * @param other segments by the same property
     * @return the sums
     * @throws IllegalArgumentException if the property is another
     */
    public Segments<S> plus(Segments<S> other) {
        if (!name.equals(other.name)) {
            throw new IllegalArgumentException(
                    "Segments by '" + name + "' and by '" + other.name + "' do not add; evaluate them apart.");
        }
        SortedMap<String, S> sums = new TreeMap<>(samples);
        other.samples.forEach((segment, sample) -> sums.merge(segment, sample, Sample::plus));
        return new Segments<>(name, sums);
    }

    /**
     * The metrics of the whole and of each segment, with {@link Intervals#withDefaults()}.
     *
     * @return the evaluation
     */
    public Evaluation evaluate() {
        return evaluate(Intervals.withDefaults());
    }

    /**
     * The metrics of the whole and of each segment.
     *
     * @param intervals how intervals are made
     * @return the evaluation
     */
    public Evaluation evaluate(Intervals intervals) {
        Evaluation whole = whole().evaluate(intervals);
        List<Metric> metrics = new ArrayList<>(whole.metrics().all());
        List<String> notes = new ArrayList<>(whole.notes());
        samples.forEach((segment, sample) -> {
            Evaluation part = sample.evaluate(intervals).labelled(name, segment);
            metrics.addAll(part.metrics().all());
            notes.addAll(part.notes());
        });
        String subject = whole.subject() + ", " + samples.size() + " segments by " + name;
        return new Evaluation(subject, new Metrics(metrics), notes);
    }

    /**
     * A line for each segment.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        samples.forEach((segment, sample) -> lines.add(name + "=" + segment + ": " + sample));
        return lines.toString();
    }

    /**
     * Takes rows as they come, each in its segment. For one thread.
     *
     * @param <S> the type of the samples
     * @param <R> the type of their recorders
     * @since 0.1.0
     */
    public static final class Recorder<S extends Sample<S>, R extends SampleRecorder<S>> {
        private final String name;
        private final Supplier<R> recorders;
        private final SortedMap<String, R> bySegment = new TreeMap<>();

        private Recorder(String name, Supplier<R> recorders) {
            this.name = name;
            this.recorders = recorders;
        }

        /**
         * The recorder of a segment.
         *
         * @param segment its name
         * @return the recorder, new at the first call
         */
        public R at(String segment) {
            return bySegment.computeIfAbsent(segment, key -> recorders.get());
        }

        /**
         * The segments so far.
         *
         * @return their samples
         * @throws IllegalArgumentException if there is none
         */
        public Segments<S> segments() {
            SortedMap<String, S> samples = new TreeMap<>();
            bySegment.forEach((segment, recorder) -> samples.put(segment, recorder.sample()));
            return new Segments<>(name, samples);
        }
    }
}
