package org.mlopssdk.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.journal.Entry;
import org.mlopssdk.journal.Fold;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Name;

/** What the stream of an experiment adds up to. */
final class RunFold implements Fold {

    static final String STARTED = "run-started";
    static final String FINISHED = "run-finished";

    private final Map<String, State> runs = new LinkedHashMap<>();

    /** A writer begins, or goes on with, a run; its own id tells it from one that it takes over from. */
    record Started(String run, String writer, Map<String, String> environment) {

        Started {
            Name.require("a run's id", run);
            Objects.requireNonNull(writer, "a run without a writer");
            Objects.requireNonNull(environment, "a run without an environment");
        }
    }

    record Finished(String run, RunStatus status, Digest log) {

        Finished {
            Objects.requireNonNull(status, "an end without a status");
            Objects.requireNonNull(log, "an end without a log");
        }
    }

    /** What is known of a run from the stream. */
    record State(
            String id,
            Instant started,
            Map<String, String> environment,
            @Nullable Instant ended,
            @Nullable Finished finished,
            @Nullable Digest reason) {}

    Map<String, State> runs() {
        return runs;
    }

    @Override
    public boolean apply(Entry entry) {
        if (entry.event().type().equals(STARTED)) {
            start(entry, entry.body(Started.class));
            return true;
        }
        if (entry.event().type().equals(FINISHED)) {
            finish(entry, entry.body(Finished.class));
            return true;
        }
        return false;
    }

    /** A run that is resumed starts again, with the process that writes it now. */
    private void start(Entry entry, Started started) {
        State known = runs.get(started.run);
        Instant first = known == null ? entry.event().time() : known.started;
        runs.put(started.run, new State(started.run, first, started.environment, null, null, null));
    }

    private void finish(Entry entry, Finished finished) {
        State known = runs.get(finished.run);
        if (known == null) {
            throw new CorruptedException(entry.toString(), "ends the run " + finished.run + ", which never started");
        }
        runs.put(
                finished.run,
                new State(
                        known.id,
                        known.started,
                        known.environment,
                        entry.event().time(),
                        finished,
                        entry.event().attribution().reason()));
    }
}
