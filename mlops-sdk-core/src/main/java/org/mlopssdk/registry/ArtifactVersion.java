package org.mlopssdk.registry;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.artifact.ArtifactFiles;
import org.mlopssdk.artifact.AttachmentFormat;
import org.mlopssdk.artifact.Lineage;
import org.mlopssdk.artifact.Manifest;
import org.mlopssdk.artifact.Verification;
import org.mlopssdk.artifact.VersionRef;
import org.mlopssdk.artifact.Versioned;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.metric.Measured;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.ProgressListener;

/**
 * A registered version: numbered, immutable, content-addressed. Only its tags may change later; they are those of the moment it was asked
 * for. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ArtifactVersion implements Measured, Versioned {

    private final VersionRef ref;
    private final ArtifactFold.VersionState state;
    private final Registry registry;
    private volatile @Nullable Manifest manifest;

    ArtifactVersion(VersionRef ref, ArtifactFold.VersionState state, Registry registry) {
        this.ref = ref;
        this.state = state;
        this.registry = registry;
    }

    /**
     * The artifact's name.
     *
     * @return the name
     */
    public String name() {
        return ref.name();
    }

    /**
     * The version's number in its artifact.
     *
     * @return the number, from 1, without gaps
     */
    public long number() {
        return ref.number();
    }

    /**
     * The digest of the version's manifest, which names its files, metrics and lineage.
     *
     * @return the digest
     */
    public Digest digest() {
        return ref.manifest();
    }

    /**
     * The digest of the files alone: the same for two versions with the same files.
     *
     * @return the digest
     */
    public Digest contentDigest() {
        return state.content();
    }

    /**
     * When it was registered.
     *
     * @return the time, by the clock of whoever registered it
     */
    public Instant registered() {
        return state.time();
    }

    /**
     * Who registered it.
     *
     * @return the name, or {@link org.mlopssdk.journal.Notes#ERASED}
     */
    public String registeredBy() {
        return registry.note(state.attribution().actor());
    }

    /**
     * Its tags when it was asked for.
     *
     * @return keys and values
     */
    public SortedMap<String, String> tags() {
        return state.tags();
    }

    /**
     * Where it comes from.
     *
     * @return its run and inputs, as far as they were given
     */
    public Lineage lineage() {
        return manifest().lineage();
    }

    /**
     * What it is, in its maker's words.
     *
     * @return the description, or empty
     */
    public Optional<String> description() {
        return Optional.ofNullable(manifest().description());
    }

    /**
     * What was measured of it when it was registered.
     *
     * @return the metrics
     */
    @Override
    public Metrics metrics() {
        return manifest().metrics();
    }

    /**
     * What gates said of it when it was asked for: the reports that were {@linkplain Artifact#keep kept}, and those that it was promoted by.
     *
     * @return the reports in the order they were given, each once
     */
    public List<GateReport> reports() {
        return state.reports().stream().map(registry::report).toList();
    }

    @Override
    public String subject() {
        return ref.toString();
    }

    @Override
    public VersionRef ref() {
        return ref;
    }

    /**
     * Its files, for reading.
     *
     * @return the files
     */
    public ArtifactFiles files() {
        return new ArtifactFiles(title(), manifest().files(), registry.contents());
    }

    /**
     * Opens a file, see {@link ArtifactFiles#open}.
     *
     * @param path the file's path in the artifact
     * @return its content, verified
     */
    public InputStream open(String path) {
        return files().open(path);
    }

    /**
     * A file as a local path, see {@link ArtifactFiles#path}.
     *
     * @param path the file's path in the artifact
     * @return a file to be read only, verified
     */
    public Path path(String path) {
        return files().path(path);
    }

    /**
     * Copies all files into a directory, see {@link ArtifactFiles#materialize(Path)}.
     *
     * @param directory the directory; absent or empty
     * @return the directory
     */
    public Path materialize(Path directory) {
        return files().materialize(directory);
    }

    /**
     * Reads an attachment, see {@link ArtifactFiles#attachment}.
     *
     * @param <T> what is read
     * @param format knows where it is kept and how to read it
     * @return what was attached
     */
    public <T> T attachment(AttachmentFormat<T> format) {
        return files().attachment(format);
    }

    /**
     * Reads all files to the end to see whether they are what was registered.
     *
     * @return what was found
     */
    public Verification verify() {
        return files().verify(ProgressListener.NONE);
    }

    private Manifest manifest() {
        Manifest known = manifest;
        if (known == null) {
            known = registry.manifest(ref.manifest());
            manifest = known;
        }
        return known;
    }

    private String title() {
        return ref.kind() + "/" + ref.name() + "/" + ref.number();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ArtifactVersion version && ref.equals(version.ref);
    }

    @Override
    public int hashCode() {
        return ref.hashCode();
    }

    /**
     * The version as a person reads it: its number, files and metrics.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        String line = System.lineSeparator() + "  ";
        StringBuilder text =
                new StringBuilder(title()).append(" of ").append(registered().truncatedTo(ChronoUnit.SECONDS));
        List<ArtifactFile> files = manifest().files();
        files.stream().limit(10).forEach(file -> text.append(line).append(file));
        if (files.size() > 10) {
            text.append(line).append("and ").append(files.size() - 10).append(" more files");
        }
        metrics().all().forEach(metric -> text.append(line).append(metric));
        tags().forEach((key, value) ->
                text.append(line).append(key).append(": ").append(value));
        return text.toString();
    }
}
