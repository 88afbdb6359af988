package org.mlopssdk.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Set<VersionRef> inputs = new LinkedHashSet<>();
    private final Map<Series, Double> last = new LinkedHashMap<>();
    private final List<String> lost = new ArrayList<>();
    private @Nullable Instant lastSeen;
    private long lines;

    @Override
    public void accept(LogLine line) {
        lines++;
        if (line.isAlive()) {
            lastSeen = line.time();
        } else if (line.metric() != null && line.value() != null) {
            last.put(new Series(line.metric(), line.labels() == null ? Map.of() : line.labels()), line.value());
        } else if (line.param() != null && line.text() != null) {
            params.put(line.param(), line.text());
        } else if (line.tag() != null && line.text() != null) {
            tags.put(line.tag(), line.text());
        } else if (line.input() != null) {
            inputs.add(line.input());
        } else if (line.lost() != null) {
            lost.add(line.lost());
        }
    }

    Map<String, String> params() {
        return params;
    }

    Map<String, String> tags() {
        return tags;
    }

    List<VersionRef> inputs() {
        return List.copyOf(inputs);
    }

    long lines() {
        return lines;
    }

    List<String> lost() {
        return lost;
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
