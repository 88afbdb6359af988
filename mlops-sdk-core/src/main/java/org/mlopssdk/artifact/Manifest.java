package org.mlopssdk.artifact;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    private static final int VERSION = 1;

    /** Sorts and copies; refuses paths that name the same file twice on any file system. */
    public Manifest {
        if (format != VERSION) {
            throw new IllegalArgumentException(
                    "a manifest of format " + format + ", this library knows " + VERSION + "; use a newer mlops-sdk");
        }
        files = files.stream().sorted(Comparator.comparing(ArtifactFile::path)).toList();
        requireDistinct(files);
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
     */
    public byte[] toJson() {
        return Json.write(this);
    }

    /**
     * The digest of the files alone: the same for two versions with the same files, whatever else differs.
     *
     * @return the SHA-256 of the list of files as canonical JSON
     */
    public Digest contentDigest() {
        return Digest.of(Json.write(files));
    }

    /**
     * The size of all files together.
     *
     * @return bytes
     */
    public long size() {
        return files.stream().mapToLong(ArtifactFile::size).sum();
    }

    private static void requireDistinct(List<ArtifactFile> files) {
        Map<String, String> seen = new HashMap<>();
        Map<String, Boolean> isFile = new HashMap<>();
        for (ArtifactFile file : files) {
            for (int end = file.path().indexOf('/'); end >= 0; end = file.path().indexOf('/', end + 1)) {
                requireDistinct(file.path().substring(0, end), false, seen, isFile);
            }
            requireDistinct(file.path(), true, seen, isFile);
        }
    }

    private static void requireDistinct(
            String path, boolean file, Map<String, String> seen, Map<String, Boolean> isFile) {
        String folded = path.toLowerCase(Locale.ROOT);
        String other = seen.putIfAbsent(folded, path);
        Boolean otherIsFile = isFile.putIfAbsent(folded, file);
        if (other == null) {
            return;
        }
        if (!other.equals(path)) {
            throw new IllegalArgumentException("the paths \"" + other + "\" and \"" + path
                    + "\" differ only in case, and are one file on some systems; rename one");
        }
        if (file || Boolean.TRUE.equals(otherIsFile)) {
            throw new IllegalArgumentException(
                    "the path \"" + path + "\" stands twice in an artifact; give each file its own");
        }
    }

    @Override
    public String toString() {
        return files.size() + " files, " + size() + " bytes, content "
                + contentDigest().abbreviated();
    }
}
