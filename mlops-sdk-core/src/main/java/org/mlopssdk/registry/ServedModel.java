package org.mlopssdk.registry;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.journal.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that an alias points at, kept up to date: when the alias moves, the new version is loaded in the background and takes the place of
 * the old one at once. A version that cannot be loaded takes no one's place: the old one goes on, and {@link #failure} says why. Safe for use by
 * many threads.
 *
 * <p>{@link #get} is one read of a field. The old model is let go to the garbage collector while some caller may still use it; one that holds
 * native memory registers a {@link java.lang.ref.Cleaner}.
 *
 * @param <T> the model in memory
 * @since 0.1.0
 */
public final class ServedModel<T> implements Supplier<T>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServedModel.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Artifact artifact;
    private final String alias;
    private final ModelLoader<T> loader;
    private final Journal journal;
    private final Ledger<ArtifactFold> ledger;
    private final Thread follower;

    private volatile Loaded<T> loaded;
    private volatile @Nullable Exception failure;
    private volatile boolean closed;

    private record Loaded<T>(Alias alias, ArtifactVersion version, T model) {}

    private ServedModel(
            Artifact artifact, String alias, ModelLoader<T> loader, Ledger<ArtifactFold> ledger, Loaded<T> first) {
        this.artifact = artifact;
        this.alias = alias;
        this.loader = loader;
        this.journal = artifact.registry().ledgers().journal();
        this.ledger = ledger;
        this.loaded = first;
        this.follower = new Thread(this::follow, "mlops-serve-" + artifact.name() + "-" + alias);
        follower.setDaemon(true);
    }

    static <T> ServedModel<T> start(
            Artifact artifact, String alias, ModelLoader<T> loader, Ledger<ArtifactFold> ledger) {
        Alias now = artifact.alias(alias);
        Loaded<T> first;
        try {
            first = load(now, loader);
        } catch (MlOpsException e) {
            throw e;
        } catch (Exception e) {
            throw new MlOpsException(now.require().subject(), "cannot be loaded: " + e, e);
        }
        ServedModel<T> served = new ServedModel<>(artifact, alias, loader, ledger, first);
        artifact.registry().serve(served);
        served.follower.start();
        return served;
    }

    /**
     * The model that is served now.
     *
     * @return the model
     */
    @Override
    public T get() {
        return loaded.model;
    }

    /**
     * The version that is served now.
     *
     * @return the version
     */
    public ArtifactVersion version() {
        return loaded.version;
    }

    /**
     * Why the version that the alias points at is not the one that is served.
     *
     * @return what went wrong when it was loaded, or empty if nothing did
     */
    public Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Looks at once where the alias points, instead of when the journal next tells. On return that version is served, unless it cannot be loaded.
     *
     * @return this
     */
    public synchronized ServedModel<T> refresh() {
        Alias now = artifact.alias(alias);
        if (now.revision() == loaded.alias.revision()) {
            return this;
        }
        try {
            loaded = now.require().equals(loaded.version)
                    ? new Loaded<>(now, loaded.version, loaded.model)
                    : load(now, loader);
            failure = null;
        } catch (InterruptedException e) {
            failure = e;
            Thread.currentThread().interrupt();
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            failure = e instanceof Exception exception
                    ? exception
                    : new MlOpsException(now.subject(), "cannot be loaded: " + e, e);
            LOG.warn("{} cannot be loaded, version {} goes on being served", now, loaded.version.number(), e);
        }
        return this;
    }

    /** Ends the following, as closing the whole store does. The model that was served last stays with whoever holds it. */
    @Override
    public void close() {
        closed = true;
        artifact.registry().served().remove(this);
        follower.interrupt();
    }

    private static <T> Loaded<T> load(Alias alias, ModelLoader<T> loader) throws Exception {
        ArtifactVersion version = alias.require();
        return new Loaded<>(alias, version, loader.load(version));
    }

    private void follow() {
        while (!closed) {
            try {
                long next = ledger.length() + 1;
                refresh();
                journal.await(ledger.stream(), next, PATIENCE);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!pauseAfter(e)) {
                    return;
                }
            }
        }
    }

    private boolean pauseAfter(RuntimeException failed) {
        if (closed) {
            return false;
        }
        LOG.warn("following {}@{} failed, trying again in a minute", artifact, alias, failed);
        try {
            Thread.sleep(PATIENCE.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "serving " + loaded.alias;
    }
}
