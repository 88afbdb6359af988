package org.mlopssdk.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.journal.Notes;
import org.mlopssdk.store.BlobStore;

/** Reads the runs of an experiment: the segments of one that is being written, the one blob of one that has ended. */
final class RunReader {

    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final String experiment;
    private final Function<String, RunFold.@Nullable State> newest;
    private final BlobStore store;
    private final ContentReader contents;
    private final Notes notes;
    private final Clock clock;

    /** Newest gives the state of a run as it is now, by its id. */
    RunReader(
            String experiment,
            Function<String, RunFold.@Nullable State> newest,
            BlobStore store,
            ContentReader contents,
            Notes notes,
            Clock clock) {
        this.experiment = experiment;
        this.newest = newest;
        this.store = store;
        this.contents = contents;
        this.notes = notes;
        this.clock = clock;
    }

    RunRecord read(RunFold.State state) {
        Reading<RunSummary> reading = read(state, RunSummary::new);
        RunStatus status = status(reading.state, reading.lines);
        return new RunRecord(experiment, reading.state, status, reading.lines, this);
    }

    /** What was read of a log, and of which state of its run. */
    record Reading<C>(RunFold.State state, C lines) {}

    /** Reads a log from its beginning. One that is finished meanwhile is read again, as its blob: its segments may be gone from then on. */
    <C extends Consumer<LogLine>> Reading<C> read(RunFold.State state, Supplier<C> consumer) {
        RunFold.State now = state;
        while (true) {
            C lines = consumer.get();
            if (now.finished() != null) {
                forEachLine(now.id(), now.finished(), lines);
                return new Reading<>(now, lines);
            }
            segments(now.id()).forEachLine(lines);
            RunFold.State after = newest.apply(now.id());
            if (after == null || after.finished() == null) {
                return new Reading<>(now, lines);
            }
            now = after;
        }
    }

    private void forEachLine(String run, RunFold.Finished finished, Consumer<LogLine> consumer) {
        String subject = "log of run " + experiment + "/" + run;
        try (InputStream in = Files.newInputStream(contents.file(finished.log()))) {
            LogLines.forEach(in, subject, consumer);
        } catch (IOException e) {
            throw new StorageException(subject, "cannot be read: " + e, e);
        } catch (NotFoundException e) {
            throw new CorruptedException(subject, "is missing: " + e.getMessage(), e);
        } catch (CorruptedException e) {
            throw e.subject().equals(subject)
                    ? e
                    : new CorruptedException(subject, "cannot be read: " + e.getMessage(), e);
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
