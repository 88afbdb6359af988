package org.mlopssdk.artifact;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.InvalidDataException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.json.Json;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.store.Digest;

/**
 * Everything that a version is, apart from its number and what happened to it later: its files by digest, what was measured of it, where it
 * comes from. Kept as a blob under its own digest.
 *
 * @param format the version of this format
 * @param files the files, sorted by path
 * @param metrics what was measured of it
 * @param lineage where it comes from
 * @param description what it is, in its maker's words, or null
 * @since 0.1.0
 */
public record Manifest(
        int format,
        List<ArtifactFile> files,
        Metrics metrics,
        Lineage lineage,
        @Nullable String description) {

    /** The most bytes of a manifest as JSON, 64 MiB: enough for some 200,000 files. */
    public static final int MAX_BYTES = 64 << 20;

    private static final int VERSION = 1;

    /** Sorts and copies; refuses paths that name the same file twice on any file system. */
    public Manifest {
        if (format != VERSION) {
            throw new UnsupportedFormatException(
                    "manifest", "has format " + format + ", this library knows " + VERSION + "; use a newer mlops-sdk");
        }
        Objects.requireNonNull(metrics, "a manifest without metrics");
        Objects.requireNonNull(lineage, "a manifest without a lineage");
        files = files.stream().sorted(Comparator.comparing(ArtifactFile::path)).toList();
        requireDistinct(files.stream().map(ArtifactFile::path).toList());
    }

    /**
     * A manifest of the present format.
     *
     * @param files the files in any order
     * @param metrics what was measured
     * @param lineage where it comes from
     * @param description what it is, or null
     * @return the manifest
     */
    public static Manifest of(
            List<ArtifactFile> files, Metrics metrics, Lineage lineage, @Nullable String description) {
        return new Manifest(VERSION, files, metrics, lineage, description);
    }

    /**
     * Reads a manifest that {@link #toJson} wrote.
     *
     * @param json the manifest
     * @param subject what it belongs to, for the message
     * @return the manifest
     * @throws org.mlopssdk.error.CorruptedException if it is something else
     */
    public static Manifest fromJson(byte[] json, String subject) {
        return Json.read(json, Manifest.class, subject);
    }

    /**
     * The manifest as JSON, always the same bytes for the same manifest.
     *
     * @return one line in UTF-8
     * @throws InvalidDataException if it has more than {@link #MAX_BYTES}, which nobody would read
     */
    public byte[] toJson() {
        byte[] json = Json.write(this);
        if (json.length > MAX_BYTES) {
            throw new InvalidDataException(
                    "manifest",
                    "of " + files.size() + " files would have " + json.length + " bytes, at most " + MAX_BYTES
                            + " are read; pack small files into larger ones, or make several versions of them");
        }
        return json;
    }

    /**
     * The digest of the files alone: the same for two versions with the same files, whatever else differs, and wherever the store keeps them.
     *
     * @return the SHA-256 of the list of files, without their places in bundles, as canonical JSON
     */
    public Digest contentDigest() {
        return Digest.of(
                Json.write(files.stream().map(ArtifactFile::withoutPlace).toList()));
    }

    /**
     * The blobs that hold the files, which the version cannot be read without. What a lineage names is kept by its own version.
     *
     * @return their digests, in the order of the files
     */
    public Set<Digest> contents() {
        return files.stream().map(ArtifactFile::blob).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The size of all files together.
     *
     * @return bytes
     */
    public long size() {
        return files.stream().mapToLong(ArtifactFile::size).sum();
    }

    /** Refuses paths that would be one file on some file system, and a file where another path needs a directory. */
    static void requireDistinct(List<String> paths) {
        Map<String, String> known = new HashMap<>();
        Set<String> files = new HashSet<>();
        for (String path : paths) {
            for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
                requireSameCase(path.substring(0, end), known);
            }
            requireSameCase(path, known);
            if (!files.add(path)) {
                throw new IllegalArgumentException(
                        "the path \"" + path + "\" stands twice in an artifact; give each file its own");
            }
        }
        for (String path : paths) {
            for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
                if (files.contains(path.substring(0, end))) {
                    throw new IllegalArgumentException("\"" + path.substring(0, end) + "\" is a file, and \"" + path
                            + "\" needs it to be a directory; rename one");
                }
            }
        }
    }

    private static void requireSameCase(String path, Map<String, String> known) {
        String other = known.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
        if (other != null && !other.equals(path)) {
            throw new IllegalArgumentException("the paths \"" + other + "\" and \"" + path
                    + "\" differ only in case, and are one file on some systems; rename one");
        }
    }

    @Override
    public String toString() {
        return files.size() + " files, " + size() + " bytes, content "
                + contentDigest().abbreviated();
    }
}
