package org.mlopssdk.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.mlopssdk.artifact.Lineage;
import org.mlopssdk.artifact.Traceable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.metric.Measured;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.metric.Metrics;

/**
 * A run as it can be read, while it is being written and ever after. A snapshot: ask the experiment again for what came later.
 *
 * @since 0.1.0
 */
public final class RunRecord implements Traceable, Measured {

    private static final int MAX_NAMED = 10;

    private final String experiment;
    private final RunFold.State state;
    private final RunStatus status;
    private final RunSummary summary;
    private final RunReader reader;

    RunRecord(String experiment, RunFold.State state, RunStatus status, RunSummary summary, RunReader reader) {
        this.experiment = experiment;
        this.state = state;
        this.status = status;
        this.summary = summary;
        this.reader = reader;
    }

    /**
     * The run's id.
     *
     * @return the id, unique in its experiment
     */
    public String id() {
        return state.id();
    }

    /**
     * How the run stands.
     *
     * @return its status
     */
    public RunStatus status() {
        return status;
    }

    /**
     * Why it failed.
     *
     * @return what was given to {@link Run#fail}, or the exception that ended it; empty for one that did not fail
     */
    public Optional<String> failure() {
        return status == RunStatus.FAILED ? reader.reason(state) : Optional.empty();
    }

    /**
     * When it started.
     *
     * @return the time, by the clock of its writer
     */
    public Instant started() {
        return state.started();
    }

    /**
     * When it ended.
     *
     * @return the time, or empty for one that is running or died
     */
    public Optional<Instant> ended() {
        return Optional.ofNullable(state.ended());
    }

    /**
     * When its writer was last heard of.
     *
     * @return the time of the last line of its log, or of its start
     */
    public Instant lastSeen() {
        return summary.lastSeen(state.started());
    }

    /**
     * What the run's numbers may depend on.
     *
     * @return names and values, such as {@code java.version} and {@code git.commit}
     */
    public Map<String, String> environment() {
        return Collections.unmodifiableMap(state.environment());
    }

    /**
     * Its parameters.
     *
     * @return names and last values as text
     */
    public Map<String, String> params() {
        return Collections.unmodifiableMap(summary.params());
    }

    /**
     * Its tags.
     *
     * @return names and last values
     */
    public Map<String, String> tags() {
        return Collections.unmodifiableMap(summary.tags());
    }

    /**
     * The last value logged of each metric.
     *
     * @return the metrics
     */
    @Override
    public Metrics metrics() {
        return summary.metrics();
    }

    /**
     * All points of a metric without labels.
     *
     * @param metric its name
     * @return the points in the order they were logged; empty if nobody logged it
     */
    public List<MetricPoint> history(String metric) {
        return history(metric, Map.of());
    }

    /**
     * All points of a metric.
     *
     * @param metric its name
     * @param labels exactly its labels
     * @return the points in the order they were logged; empty if nobody logged it
     * @throws CorruptedException if lines that were there when the record was read cannot be read any more
     */
    public List<MetricPoint> history(String metric, Map<String, String> labels) {
        History history = reader.read(state, () -> new History(metric, labels, summary.lines()))
                .lines();
        if (history.read < summary.lines() || !history.lost.equals(summary.lost())) {
            throw new CorruptedException(
                    "log of " + subject(), "has lost lines since it was read first; read the run again to see which");
        }
        return Collections.unmodifiableList(history.points);
    }

    /** The points of one metric among the lines that stood in the log when the record was made. */
    private static final class History implements Consumer<LogLine> {

        private final String metric;
        private final Map<String, String> labels;
        private final long lines;
        private final List<MetricPoint> points = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
        private long read;

        History(String metric, Map<String, String> labels, long lines) {
            this.metric = metric;
            this.labels = labels;
            this.lines = lines;
        }

        @Override
        public void accept(LogLine line) {
            if (read == lines) {
                return;
            }
            read++;
            if (line.lost() != null) {
                lost.add(line.lost());
            } else if (metric.equals(line.metric())) {
                MetricPoint point = line.point();
                if (point.labels().equals(labels)) {
                    points.add(point);
                }
            }
        }
    }

    /**
     * What of its log cannot be read. What stands before and behind it is there, in order.
     *
     * @return which segments are torn, changed or missing; empty where all is well
     */
    public Optional<String> problem() {
        List<String> lost = summary.lost();
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        String more = lost.size() > MAX_NAMED ? "; and " + (lost.size() - MAX_NAMED) + " more" : "";
        return Optional.of(lost.stream().limit(MAX_NAMED).collect(Collectors.joining("; ")) + more
                + ": what was logged there is not shown");
    }

    @Override
    public Lineage lineage() {
        return new Lineage(experiment + "/" + id(), summary.inputs());
    }

    @Override
    public String subject() {
        return "run/" + experiment + "/" + id();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("run ")
                .append(experiment)
                .append('/')
                .append(id())
                .append(": ")
                .append(status);
        String line = System.lineSeparator() + "  ";
        failure()
                .ifPresent(why -> text.append(line)
                        .append("failed: ")
                        .append(why.lines().findFirst().orElse("")));
        problem().ifPresent(what -> text.append(line).append("damaged: ").append(what));
        text.append(line).append("started ").append(started().truncatedTo(ChronoUnit.SECONDS));
        summary.params()
                .forEach((name, value) ->
                        text.append(line).append(name).append(": ").append(value));
        metrics().all().forEach(metric -> text.append(line).append(metric));
        return text.toString();
    }
}
