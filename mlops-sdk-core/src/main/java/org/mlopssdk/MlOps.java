package org.mlopssdk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.artifact.Verification;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.journal.Checkpoint;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.Decision;
import org.mlopssdk.registry.Garbage;
import org.mlopssdk.registry.Registry;
import org.mlopssdk.run.Experiment;
import org.mlopssdk.run.OpenRuns;
import org.mlopssdk.run.RunOptions;
import org.mlopssdk.store.Name;
import org.mlopssdk.store.ProgressListener;
import org.mlopssdk.store.RecoverableBlobStore;

/**
 * An open store of models, datasets and experiments: the front door of the library. Open one for each store and process, share it, and close it at
 * the end. Safe for use by many threads; other processes may have the same store open.
 *
 * <pre>{@code
 * try (MlOps mlops = MlOps.open(Path.of("ml"))) {
 *     ArtifactVersion model = mlops.model("failure").newVersion()
 *             .add("model.txt", "y = 2 x".getBytes(StandardCharsets.UTF_8))
 *             .metrics(Metrics.of("f1", 0.81))
 *             .register();
 *     GateReport report = Gate.named("release").require("f1", atLeast(0.78)).evaluate(model);
 *     mlops.model("failure").promote(model).to("champion").requiring(report).commit();
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class MlOps implements AutoCloseable {

    private static final int KEPT_EXPERIMENTS = 1000;

    private final RecoverableBlobStore store;
    private final Journal journal;
    private final Ledgers ledgers;
    private final ContentReader contents;
    private final Registry registry;
    private final RunOptions runOptions;
    private final OpenRuns openRuns = new OpenRuns();
    private volatile boolean closed;
    private final Cache<String, Experiment> experiments =
            Caffeine.newBuilder().maximumSize(KEPT_EXPERIMENTS).build();

    MlOps(RecoverableBlobStore store, Journal journal, Ledgers ledgers, RunOptions runOptions) {
        this.store = store;
        this.journal = journal;
        this.ledgers = ledgers;
        this.contents = new ContentReader(store);
        this.registry = new Registry(ledgers, store, contents);
        this.runOptions = runOptions;
    }

    /**
     * Opens the store in a directory, making the directory and the store where there is none.
     *
     * @param directory the root of the store; absent, empty, or a store already
     * @return the open store, which the caller closes
     * @throws org.mlopssdk.error.UnsupportedFormatException if something else is there, or a store of a newer format
     * @throws org.mlopssdk.error.StorageException if the directory cannot be used
     */
    public static MlOps open(Path directory) {
        return builder().directory(directory).open();
    }

    /**
     * Opens the store that a URI names: {@code file:} a directory, {@code memory:/} a store that is gone with the process, or whatever other
     * modules on the class path serve.
     *
     * @param uri the store's address
     * @return the open store, which the caller closes
     * @throws IllegalArgumentException if nothing serves the URI's scheme; the message names the module to add
     * @throws org.mlopssdk.error.MlOpsException if the store cannot be opened
     */
    public static MlOps open(URI uri) {
        return builder().uri(uri).open();
    }

    /**
     * Opens the store that the system property {@code mlops.uri} names, or else the environment variable {@code MLOPS_URI}.
     *
     * @return the open store, which the caller closes
     * @throws IllegalStateException if neither is set
     * @throws org.mlopssdk.error.MlOpsException if the store cannot be opened
     */
    public static MlOps open() {
        return open(Locations.configured());
    }

    /**
     * Opens a store from explicit parts.
     *
     * @return a builder
     */
    public static MlOpsBuilder builder() {
        return new MlOpsBuilder();
    }

    /**
     * A model, which begins to exist with its first version.
     *
     * @param name its name, see {@link Name}
     * @return the model
     * @throws IllegalArgumentException if the name breaks the grammar; the message suggests one that does not
     */
    public Artifact model(String name) {
        requireOpen();
        return registry.artifact(Registry.MODEL, name);
    }

    /**
     * A dataset, which begins to exist with its first version.
     *
     * @param name its name, see {@link Name}
     * @return the dataset
     * @throws IllegalArgumentException if the name breaks the grammar; the message suggests one that does not
     */
    public Artifact dataset(String name) {
        requireOpen();
        return registry.artifact(Registry.DATASET, name);
    }

    /**
     * An experiment, which begins to exist with its first run.
     *
     * @param name its name, see {@link Name}
     * @return the experiment
     * @throws IllegalArgumentException if the name breaks the grammar; the message suggests one that does not
     */
    public Experiment experiment(String name) {
        requireOpen();
        Name.require("an experiment's name", name);
        return experiments.get(name, absent -> new Experiment(absent, ledgers, store, contents, runOptions, openRuns));
    }

    /**
     * The models that have a version.
     *
     * @return their names in order
     */
    public List<String> models() {
        requireOpen();
        return registry.names(Registry.MODEL);
    }

    /**
     * The datasets that have a version.
     *
     * @return their names in order
     */
    public List<String> datasets() {
        requireOpen();
        return registry.names(Registry.DATASET);
    }

    /**
     * The experiments that have a run.
     *
     * @return their names in order
     */
    public List<String> experiments() {
        requireOpen();
        return ledgers.streams(Experiment.KIND).stream()
                .map(StreamName::name)
                .filter(name -> !experiment(name).isEmpty())
                .toList();
    }

    /**
     * The gate report that allowed a promotion.
     *
     * @param decision the decision of a move in an alias's history
     * @return the report
     * @throws IllegalArgumentException if the decision rests on no report
     */
    public GateReport report(Decision decision) {
        requireOpen();
        return registry.report(decision.evidence()
                .orElseThrow(() -> new IllegalArgumentException("there is no report behind " + decision)));
    }

    /**
     * How far each stream of entries has come: to be kept elsewhere as text, so that {@link #verify(Checkpoint)} finds out later if one was cut
     * short, rolled back or written anew. Reads all entries.
     *
     * @return the checkpoint
     */
    public Checkpoint checkpoint() {
        return checkpoint(ProgressListener.NONE);
    }

    /**
     * How far each stream of entries has come, see {@link #checkpoint()}.
     *
     * @param listener is told how far it has come
     * @return the checkpoint
     */
    public Checkpoint checkpoint(ProgressListener listener) {
        requireOpen();
        return ledgers.checkpoint(listener);
    }

    /**
     * Reads everything in the store to the end: each chain of entries, and all content. It takes a checkpoint to find out that a stream was cut
     * short at its end.
     *
     * @return what was found
     */
    public Verification verify() {
        return verify(ProgressListener.NONE);
    }

    /**
     * Reads everything in the store to the end, see {@link #verify()}.
     *
     * @param listener is told how far it has come
     * @return what was found
     */
    public Verification verify(ProgressListener listener) {
        return verify(Checkpoint.NONE, listener);
    }

    /**
     * Reads everything in the store to the end, and compares it with what was there before: what is missing since, and what was written anew, is
     * found. The logs of runs that have not ended are no part of a checkpoint.
     *
     * @param checkpoint of this store, kept elsewhere
     * @return what was found
     */
    public Verification verify(Checkpoint checkpoint) {
        return verify(checkpoint, ProgressListener.NONE);
    }

    /**
     * Reads everything in the store to the end, see {@link #verify(Checkpoint)}.
     *
     * @param checkpoint of this store, kept elsewhere
     * @param listener is told how far it has come
     * @return what was found
     */
    public Verification verify(Checkpoint checkpoint, ProgressListener listener) {
        requireOpen();
        return registry.verify(checkpoint, listener);
    }

    /**
     * Content that nothing refers to, left by registrations that were never completed.
     *
     * @return the way to look at it, and to remove it
     */
    public Garbage garbage() {
        requireOpen();
        return registry.garbage();
    }

    /** Closes the store, and whatever model it serves. What runs still open have logged is written, and they are not ended: close them before. Closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        registry.close();
        openRuns.close();
        contents.close();
        journal.close();
        store.close();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(this + " is closed; open it again");
        }
    }

    @Override
    public String toString() {
        return "MlOps on " + store.properties();
    }
}
