package org.mlopssdk.store;

/**
 * The key of a blob: names of the grammar of {@link Name} joined by slashes, such as
 * {@code journal/model/failure/00000000000000000001}. None begins with {@code tmp/}. At most 512 characters. Keys sort as their text does.
 *
 * @param path the key as text
 * @since 0.1.0
 */
public record BlobKey(String path) implements Comparable<BlobKey> {

    /** The longest key, in characters. */
    public static final int MAX_LENGTH = 512;

    /** What a directory store keeps beside its keys. */
    static final String RESERVED = "tmp";

    /** Refuses text that is not names joined by slashes. */
    public BlobKey {
        if (path.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a key has at most " + MAX_LENGTH + " characters, got " + path.length());
        }
        for (String name : path.split("/", -1)) {
            Name.require("each part of a key", name);
        }
        if (path.equals(RESERVED) || path.startsWith(RESERVED + "/")) {
            throw new IllegalArgumentException(
                    "a key does not begin with \"" + RESERVED + "/\", where files being written lie");
        }
    }

    /**
     * A key from its text.
     *
     * @param path names joined by slashes
     * @return the key
     * @throws IllegalArgumentException if it is anything else
     */
    public static BlobKey of(String path) {
        return new BlobKey(path);
    }

    @Override
    public int compareTo(BlobKey other) {
        return path.compareTo(other.path);
    }

    @Override
    public String toString() {
        return path;
    }
}
