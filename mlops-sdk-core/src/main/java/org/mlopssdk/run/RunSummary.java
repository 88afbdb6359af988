package org.mlopssdk.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.VersionRef;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/** What a run's log adds up to in one pass. */
final class RunSummary implements Consumer<LogLine> {

    private record Series(String name, Map<String, String> labels) {}

    private final Map<String, String> params = new TreeMap<>();
    private final Map<String, String> tags = new TreeMap<>();
    private final List<VersionRef> inputs = new ArrayList<>();
    private final Map<Series, Double> last = new LinkedHashMap<>();
    private @Nullable Instant lastSeen;

    @Override
    public void accept(LogLine line) {
        if (line.isAlive()) {
            lastSeen = line.time();
        } else if (line.metric() != null && line.value() != null) {
            last.put(new Series(line.metric(), line.labels() == null ? Map.of() : line.labels()), line.value());
        } else if (line.param() != null && line.text() != null) {
            params.put(line.param(), line.text());
        } else if (line.tag() != null && line.text() != null) {
            tags.put(line.tag(), line.text());
        } else if (line.input() != null && !inputs.contains(line.input())) {
            inputs.add(line.input());
        }
    }

    Map<String, String> params() {
        return params;
    }

    Map<String, String> tags() {
        return tags;
    }

    List<VersionRef> inputs() {
        return inputs;
    }

    Metrics metrics() {
        return new Metrics(last.entrySet().stream()
                .map(entry -> Metric.of(entry.getKey().name(), entry.getValue())
                        .withLabels(entry.getKey().labels()))
                .toList());
    }

    Instant lastSeen(Instant started) {
        return lastSeen == null ? started : lastSeen;
    }
}
