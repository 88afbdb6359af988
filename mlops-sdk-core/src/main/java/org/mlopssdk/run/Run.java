package org.mlopssdk.run;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.Lineage;
import org.mlopssdk.artifact.Traceable;
import org.mlopssdk.artifact.VersionRef;
import org.mlopssdk.artifact.Versioned;
import org.mlopssdk.journal.Notes;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.metric.Metrics;

/**
 * A run being written: parameters, metrics by step, tags and the versions that it reads. Logging returns at once; lines are written in the
 * background, and {@link #flush} returns when they are durable. Safe for use by many threads of the one process that writes it.
 *
 * <p>{@link #close} ends the run as finished. Java does not tell {@code close} of an exception in the block, so a run that may fail goes into
 * {@link Experiment#run}, which does; or call {@link #fail}.
 *
 * @since 0.1.0
 */
public final class Run implements AutoCloseable, Traceable {

    private static final int MAX_VALUE = 4000;

    private final Experiment experiment;
    private final String id;
    private final RunLog log;
    private final List<VersionRef> inputs = new ArrayList<>();
    private boolean ended;

    Run(Experiment experiment, String id, RunLog log, List<VersionRef> inputs) {
        this.experiment = experiment;
        this.id = id;
        this.log = log;
        this.inputs.addAll(inputs);
    }

    /**
     * The run's id, unique in its experiment.
     *
     * @return the id; ids sort by the time of their start, by the clocks of their writers
     */
    public String id() {
        return id;
    }

    /**
     * Records a parameter. One that is recorded again has its last value.
     *
     * @param name its name, 1 to 250 printable characters
     * @param value its value, up to 4,000 characters
     * @return this
     */
    public Run param(String name, String value) {
        log.add(LogLine.param(FreeText.require("a parameter's name", name), bounded(name, value), now()));
        return this;
    }

    /**
     * Records a parameter.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public Run param(String name, long value) {
        return param(name, Long.toString(value));
    }

    /**
     * Records a parameter.
     *
     * @param name its name
     * @param value its value; NaN and infinities are kept
     * @return this
     */
    public Run param(String name, double value) {
        return param(name, Double.toString(value));
    }

    /**
     * Records a parameter.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public Run param(String name, boolean value) {
        return param(name, Boolean.toString(value));
    }

    /**
     * Puts a tag on the run. One that is put again has its last value.
     *
     * @param name its name, 1 to 250 printable characters
     * @param value its value, up to 4,000 characters
     * @return this
     */
    public Run tag(String name, String value) {
        log.add(LogLine.tag(FreeText.require("a tag's name", name), bounded(name, value), now()));
        return this;
    }

    /**
     * Records that the run reads a version: a dataset, or a model that it starts from.
     *
     * @param version the version
     * @return this
     */
    public Run input(Versioned version) {
        VersionRef ref = version.ref();
        synchronized (inputs) {
            if (!inputs.contains(ref)) {
                inputs.add(ref);
            }
        }
        log.add(LogLine.input(ref, now()));
        return this;
    }

    /**
     * Logs a metric at step 0.
     *
     * @param name the metric
     * @param value its value; NaN and infinities are kept
     * @return this
     */
    public Run metric(String name, double value) {
        return metric(name, value, 0);
    }

    /**
     * Logs a metric at a step.
     *
     * @param name the metric
     * @param value its value; NaN and infinities are kept
     * @param step the step, such as an epoch
     * @return this
     */
    public Run metric(String name, double value, long step) {
        return metric(name, value, step, Map.of());
    }

    /**
     * Logs a metric with labels at a step.
     *
     * @param name the metric
     * @param value its value; NaN and infinities are kept
     * @param step the step, such as an epoch
     * @param labels what it is about
     * @return this
     */
    public Run metric(String name, double value, long step, Map<String, String> labels) {
        return metric(new MetricPoint(name, labels, value, step, now()));
    }

    /**
     * Logs a point that has its own time.
     *
     * @param point the point
     * @return this
     */
    public Run metric(MetricPoint point) {
        log.add(LogLine.metric(point));
        return this;
    }

    /**
     * Logs all metrics of an evaluation at step 0.
     *
     * @param metrics the metrics
     * @return this
     */
    public Run metrics(Metrics metrics) {
        metrics.all().forEach(metric -> metric(metric.name(), metric.value(), 0, metric.labels()));
        return this;
    }

    /**
     * Waits until everything logged before is durable.
     *
     * @throws org.mlopssdk.error.StorageException if it cannot be written; it is kept and tried again
     * @throws RunFencedException if another process has resumed the run
     */
    public void flush() {
        log.flush();
    }

    /**
     * How many points were dropped because there was no room; always 0 unless {@link RunOptions#droppingWhenFull} was asked for.
     *
     * @return the count
     */
    public long dropped() {
        return log.dropped();
    }

    /**
     * Ends the run as failed. Does nothing to a run that has ended.
     *
     * @param why what went wrong; its first 4,000 characters are kept
     */
    public void fail(String why) {
        end(RunStatus.FAILED, reason(why));
    }

    /**
     * Ends the run as finished, unless it has ended. On return everything logged is durable.
     *
     * @throws org.mlopssdk.error.StorageException if it cannot be written; close it again to try again
     * @throws RunFencedException if another process has resumed the run
     */
    @Override
    public void close() {
        end(RunStatus.FINISHED, null);
    }

    @Override
    public Lineage lineage() {
        synchronized (inputs) {
            return new Lineage(experiment.name() + "/" + id, inputs);
        }
    }

    /**
     * What was logged so far, as everybody sees it.
     *
     * @return the run for reading, flushed before
     */
    public RunRecord record() {
        if (!isEnded()) {
            flush();
        }
        return experiment.get(id);
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private synchronized void end(RunStatus status, @Nullable String why) {
        if (ended) {
            return;
        }
        log.close();
        experiment.finish(this, log, status, why);
        ended = true;
    }

    /** The message of an exception may be of any length and anything may stand in it; that is no reason not to end as failed. */
    private static @Nullable String reason(String why) {
        String text =
                new String(why.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8); // no half surrogate pairs
        if (text.length() > Notes.MAX_LENGTH) {
            int end = Character.isHighSurrogate(text.charAt(Notes.MAX_LENGTH - 1))
                    ? Notes.MAX_LENGTH - 1
                    : Notes.MAX_LENGTH;
            text = text.substring(0, end);
        }
        return text.isBlank() ? null : text;
    }

    private Instant now() {
        return experiment.now();
    }

    private static String bounded(String name, String value) {
        return FreeText.requireLong("the value of " + name, value, MAX_VALUE);
    }

    @Override
    public String toString() {
        return "run " + experiment.name() + "/" + id;
    }
}
