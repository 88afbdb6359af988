package org.mlopssdk.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.journal.Notes;
import org.mlopssdk.store.BlobStore;

/** Reads the runs of an experiment: the segments of one that is being written, the one blob of one that has ended. */
final class RunReader {

    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final String experiment;
    private final BlobStore store;
    private final ContentReader contents;
    private final Notes notes;
    private final Clock clock;

    RunReader(String experiment, BlobStore store, ContentReader contents, Notes notes, Clock clock) {
        this.experiment = experiment;
        this.store = store;
        this.contents = contents;
        this.notes = notes;
        this.clock = clock;
    }

    RunRecord read(RunFold.State state) {
        RunSummary summary = new RunSummary();
        forEachLine(state, summary);
        return new RunRecord(experiment, state, status(state, summary), summary, this);
    }

    void forEachLine(RunFold.State state, Consumer<LogLine> consumer) {
        RunFold.Finished finished = state.finished();
        if (finished == null) {
            segments(state.id()).forEachLine(consumer);
            return;
        }
        String subject = "log of run " + experiment + "/" + state.id();
        try (InputStream in = Files.newInputStream(contents.file(finished.log()))) {
            Segments.forEachLine(in, subject, consumer);
        } catch (IOException e) {
            throw new StorageException(subject, "cannot be read: " + e, e);
        }
    }

    Optional<String> reason(RunFold.State state) {
        return Optional.ofNullable(state.reason()).map(notes::read);
    }

    Segments segments(String run) {
        return new Segments(store, experiment + "/" + run);
    }

    private RunStatus status(RunFold.State state, RunSummary summary) {
        RunFold.Finished finished = state.finished();
        if (finished != null) {
            return finished.status();
        }
        Instant heard = summary.lastSeen(state.started());
        boolean ended = Environment.hasEnded(state.environment())
                .orElseGet(() -> heard.plus(SILENCE).isBefore(clock.instant()));
        return ended ? RunStatus.DIED : RunStatus.RUNNING;
    }
}
