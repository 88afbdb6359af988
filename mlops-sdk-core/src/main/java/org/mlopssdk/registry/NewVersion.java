package org.mlopssdk.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.artifact.Attachment;
import org.mlopssdk.artifact.Lineage;
import org.mlopssdk.artifact.Manifest;
import org.mlopssdk.artifact.NewFiles;
import org.mlopssdk.artifact.StoredManifest;
import org.mlopssdk.artifact.Traceable;
import org.mlopssdk.artifact.VersionRef;
import org.mlopssdk.artifact.Versioned;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.journal.Dependencies;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.ProgressListener;

/**
 * A version on its way: nothing is read or stored before {@link #register}. Not for use by several threads.
 *
 * @since 0.1.0
 */
public final class NewVersion {

    private static final int MAX_TEXT = 4000;

    private final Artifact artifact;
    private final String operation;
    private final NewFiles files = new NewFiles();
    private final List<VersionRef> inputs = new ArrayList<>();
    private final TreeMap<String, String> tags = new TreeMap<>();
    private Metrics metrics = Metrics.none();
    private @Nullable Traceable run;
    private @Nullable String description;
    private ProgressListener listener = ProgressListener.NONE;
    private @Nullable Made made;

    /** What is being registered, once its files are stored. */
    private record Made(StoredManifest stored, Dependencies needed) {}

    NewVersion(Artifact artifact) {
        this.artifact = artifact;
        this.operation = artifact.registry().ledgers().author().newId();
    }

    /**
     * Adds a file under its own name, or all files below a directory by their paths in it.
     *
     * @param fileOrDirectory what to add
     * @return this
     * @throws org.mlopssdk.error.NotFoundException if there is nothing
     */
    public NewVersion add(Path fileOrDirectory) {
        requireOpen();
        files.add(fileOrDirectory);
        return this;
    }

    /**
     * Adds a file under a path, or all files below a directory by their paths in it, below that path.
     *
     * @param path the path in the artifact: relative, with forward slashes
     * @param fileOrDirectory what to add
     * @return this
     * @throws org.mlopssdk.error.NotFoundException if there is nothing
     */
    public NewVersion add(String path, Path fileOrDirectory) {
        requireOpen();
        files.add(path, fileOrDirectory);
        return this;
    }

    /**
     * Adds a file of these bytes.
     *
     * @param path its path in the artifact
     * @param bytes its content; not to be changed before the version is registered
     * @return this
     */
    public NewVersion add(String path, byte[] bytes) {
        return add(path, Content.of(bytes));
    }

    /**
     * Adds a file that is written when the version is registered: {@code add("model.bin", out -> model.save(out))}.
     *
     * @param path its path in the artifact
     * @param content writes it: once, and the same again should it be collected as garbage before the version stands
     * @return this
     */
    public NewVersion add(String path, Content content) {
        requireOpen();
        files.add(path, content);
        return this;
    }

    /**
     * Adds an attachment, such as a reference profile.
     *
     * @param attachment the attachment
     * @return this
     */
    public NewVersion add(Attachment attachment) {
        return add(attachment.path(), attachment);
    }

    /**
     * Says which run made it; the run's inputs become the version's.
     *
     * @param maker the run, being written or read
     * @return this
     */
    public NewVersion from(Traceable maker) {
        requireOpen();
        run = maker;
        return this;
    }

    /**
     * Says that it was made from another version.
     *
     * @param version the other
     * @return this
     */
    public NewVersion input(Versioned version) {
        requireOpen();
        inputs.add(version.ref());
        return this;
    }

    /**
     * Gives what was measured of it. Metrics given before stay, unless these have the same name and labels.
     *
     * @param measured the metrics
     * @return this
     */
    public NewVersion metrics(Metrics measured) {
        requireOpen();
        metrics = metrics.and(measured);
        return this;
    }

    /**
     * Puts a tag on it.
     *
     * @param key the key, 1 to 250 printable characters
     * @param value the value, up to 250 printable characters
     * @return this
     */
    public NewVersion tag(String key, String value) {
        requireOpen();
        tags.put(FreeText.require("a tag's key", key), FreeText.require("a tag's value", value));
        return this;
    }

    /**
     * Says what it is.
     *
     * @param text up to 4,000 characters
     * @return this
     */
    public NewVersion describe(String text) {
        requireOpen();
        description = FreeText.requireLong("a description", text, MAX_TEXT);
        return this;
    }

    /**
     * Asks to be told how far storing has come.
     *
     * @param told is told of each file, and of the pieces of large ones; it stops {@link #register} by throwing a
     *     {@link java.util.concurrent.CancellationException}
     * @return this
     */
    public NewVersion progress(ProgressListener told) {
        listener = told;
        return this;
    }

    /**
     * Stores the files and registers the version under the next number. On return everything is durable; if it throws there is no
     * version, and content that was stored meanwhile is garbage that nobody sees. Registering again after an unknown outcome finds the version
     * that is there, if it is.
     *
     * @return the version
     * @throws IllegalStateException if nothing was added, or only empty directories
     * @throws org.mlopssdk.error.InvalidDataException if a file changes while it is read, or there are more files than a manifest holds
     * @throws org.mlopssdk.error.StorageException if something cannot be read or stored
     * @throws ConflictException if content was collected as garbage meanwhile, and is not the same when it is stored again: begin another version
     * @throws org.mlopssdk.error.OutcomeUnknownException if it cannot be known whether the version is registered
     */
    public ArtifactVersion register() {
        if (files.isEmpty()) {
            throw new IllegalStateException(
                    "a version of " + artifact + " has at least one file; add one before register()");
        }
        Made known = made == null ? make() : made;
        made = known;
        try {
            return append(known);
        } catch (ConflictException collected) { // as garbage, and not in the same blobs when stored again
            Made again = makeAgain(known, collected);
            made = again;
            return append(again);
        }
    }

    private ArtifactVersion append(Made known) {
        return artifact.register(operation, known.stored, known.needed, tags);
    }

    private Made make() {
        Dependencies needed = artifact.dependencies();
        Registry registry = artifact.registry();
        StoredManifest stored = files.store(
                registry.store(),
                registry.contents().known(),
                listener,
                files -> Manifest.of(files, metrics, lineage(), description));
        needed.need(stored.manifest().contents(), this::storeFiles);
        Content json = Content.of(stored.manifest().toJson());
        needed.need(Set.of(stored.digest()), () -> registry.store().put(json));
        return new Made(stored, needed);
    }

    /** Small files may be bundled otherwise by now. What is other content is not registered: a stream that was read to its end has none the second time. */
    private Made makeAgain(Made before, ConflictException collected) {
        Made again = make();
        if (!again.stored
                .manifest()
                .contentDigest()
                .equals(before.stored.manifest().contentDigest())) {
            throw collected;
        }
        return again;
    }

    private List<ArtifactFile> storeFiles() {
        Registry registry = artifact.registry();
        return files.store(registry.store(), registry.contents().known(), listener);
    }

    /** What was registered, or may have been, is what it was then. */
    private void requireOpen() {
        if (made != null) {
            throw new IllegalStateException(
                    "this version of " + artifact + " was registered already; begin another with newVersion()");
        }
    }

    private Lineage lineage() {
        Lineage known = run == null ? Lineage.UNKNOWN : run.lineage();
        List<VersionRef> all = new ArrayList<>(known.inputs());
        inputs.stream().filter(input -> !all.contains(input)).forEach(all::add);
        return new Lineage(known.run(), all);
    }

    @Override
    public String toString() {
        return "new version of " + artifact + ", not registered yet";
    }
}
