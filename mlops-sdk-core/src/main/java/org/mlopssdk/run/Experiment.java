package org.mlopssdk.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.journal.Author;
import org.mlopssdk.journal.Dependencies;
import org.mlopssdk.journal.Draft;
import org.mlopssdk.journal.Ledger;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Name;

/**
 * Runs that belong together. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class Experiment {

    /** The kind of the streams that hold experiments. */
    public static final String KIND = "experiment";

    /** The type of the entry that starts a run, or resumes it. */
    public static final String RUN_STARTED = RunFold.STARTED;

    /** The type of the entry that ends a run. */
    public static final String RUN_FINISHED = RunFold.FINISHED;

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int ID_RANDOM = 8;

    private final String name;
    private final Author author;
    private final RunOptions options;
    private final Ledger<RunFold> ledger;
    private final RunReader reader;
    private final OpenRuns open;

    /**
     * An experiment, which begins to exist with its first run.
     *
     * @param name its name, see {@link Name}
     * @param ledgers holds its stream
     * @param store holds its runs' logs
     * @param contents reads them
     * @param options how its runs log unless told otherwise
     * @param open keeps track of the runs that are being written
     */
    public Experiment(
            String name, Ledgers ledgers, BlobStore store, ContentReader contents, RunOptions options, OpenRuns open) {
        this.name = Name.require("an experiment's name", name);
        this.author = ledgers.author();
        this.options = options;
        this.open = open;
        this.ledger = ledgers.open(new StreamName(KIND, name), new RunFold());
        this.reader = new RunReader(
                name, id -> ledger.read(fold -> fold.runs().get(id)), store, contents, ledgers.notes(), author.clock());
    }

    /**
     * The experiment's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Starts a run, which the caller closes.
     *
     * @return the run
     */
    public Run start() {
        return start(options);
    }

    /**
     * Starts a run that logs in its own way.
     *
     * @param how how it logs
     * @return the run
     */
    public Run start(RunOptions how) {
        String random = author.newId().substring(0, ID_RANDOM);
        String id = ID.format(now()) + "-" + random;
        String writer = author.newId();
        appendStart(id, writer);
        RunLog log = new RunLog(reader.segments(id), 0, writer, how, author.clock());
        open.add(log);
        return new Run(this, id, log, List.of());
    }

    /**
     * Does something in a run, which ends as finished when it returns and as failed when it throws.
     *
     * @param <T> what it gives
     * @param body what is done
     * @return what it gives
     * @throws Exception what the body throws
     */
    public <T> T run(RunBody<T> body) throws Exception {
        Run run = start();
        try {
            T result = body.in(run);
            run.close();
            return result;
        } catch (Exception | Error e) {
            failQuietly(run, e);
            throw e;
        }
    }

    /**
     * Goes on with a run whose process died or that was closed. A writer that is still at work gets a {@link RunFencedException}.
     *
     * @param id the run
     * @return the run, whose log goes on
     * @throws NotFoundException if there is no such run
     */
    public Run resume(String id) {
        RunRecord known = get(id);
        String writer = author.newId();
        Segments segments = reader.segments(id);
        long claimed =
                segments.claim(LogLine.alive(writer, now())); // before the start: from here on no other can end it
        appendStart(id, writer);
        RunLog log = new RunLog(segments, claimed, writer, options, author.clock());
        open.add(log);
        return new Run(this, id, log, known.lineage().inputs());
    }

    /**
     * A run, for reading.
     *
     * @param id the run
     * @return what is known of it now
     * @throws NotFoundException if there is no such run; the message lists the latest
     */
    public RunRecord get(String id) {
        Name.require("a run's id", id);
        RunFold.State state = ledger.read(fold -> fold.runs().get(id));
        if (state == null) {
            List<String> latest = ids();
            throw new NotFoundException(
                    "experiment " + name,
                    "has no run " + id + "; " + (latest.isEmpty() ? "it has none yet" : "the latest are " + latest));
        }
        return reader.read(state);
    }

    /**
     * All runs, for reading.
     *
     * @return what is known of them now, in the order of their start
     */
    public List<RunRecord> runs() {
        List<RunFold.State> states = ledger.read(fold -> List.copyOf(fold.runs().values()));
        return states.stream().map(reader::read).toList();
    }

    /**
     * The run that was started last, for reading.
     *
     * @return what is known of it now, or empty if there is none yet
     */
    public Optional<RunRecord> latest() {
        return ledger.read(fold -> fold.runs().values().stream().reduce((earlier, later) -> later))
                .map(reader::read);
    }

    /**
     * Whether no run was ever started.
     *
     * @return true if there are none
     */
    public boolean isEmpty() {
        return ledger.read(fold -> fold.runs().isEmpty());
    }

    Instant now() {
        return author.clock().instant();
    }

    void finish(Run run, RunLog log, RunStatus status, @Nullable String why) {
        String id = run.id();
        Segments segments = reader.segments(id);
        long last = log.segmentsWritten();
        Dependencies needed = ledger.dependencies();
        Digest whole = needed.put(out -> segments.copyTo(last, out));
        String operation = "end-" + log.writer(); // a writer ends its run once, however often it has to try
        ledger.append(operation, needed, fold -> {
            RunFold.State state = fold.runs().get(id);
            if (state == null) {
                throw new NotFoundException("experiment " + name, "has no run " + id + " to end");
            }
            if (segments.exists(last + 1)) { // asked again each time another's entry was first, which may be its start
                throw new RunFencedException(run.toString());
            }
            return Draft.of(RunFold.FINISHED, new RunFold.Finished(id, status, whole))
                    .because(why);
        });
        open.remove(log);
    }

    private List<String> ids() {
        return ledger.read(fold -> {
            List<String> all = List.copyOf(fold.runs().keySet());
            return all.subList(Math.max(0, all.size() - 10), all.size());
        });
    }

    private void appendStart(String id, String writer) {
        RunFold.Started started = new RunFold.Started(id, writer, Environment.capture());
        ledger.append(writer, fold -> Draft.of(RunFold.STARTED, started));
    }

    private static void failQuietly(Run run, Throwable failure) {
        try {
            run.fail(String.valueOf(failure));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public String toString() {
        return "experiment " + name;
    }
}
