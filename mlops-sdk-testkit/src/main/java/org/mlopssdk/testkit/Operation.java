package org.mlopssdk.testkit;

/**
 * The operations of a {@link org.mlopssdk.store.BlobStore} that a {@link FaultyBlobStore} counts and breaks.
 *
 * @since 0.1.0
 */
public enum Operation {
    /** {@code create(key, content)}. */
    CREATE(true),
    /** {@code put(content)}. */
    PUT(true),
    /** {@code confirm(digest)}. */
    CONFIRM(false),
    /** {@code open(key, range)}. */
    OPEN(false),
    /** {@code list(prefix, startAfter, limit)}. */
    LIST(false),
    /** {@code delete(key)}. */
    DELETE(true),
    /** {@code file(digest)}, where the store has local files. */
    FILE(false);

    private final boolean changing;

    Operation(boolean changing) {
        this.changing = changing;
    }

    /** Whether nobody can say what became of it when its response is lost. */
    boolean isChanging() {
        return changing;
    }
}
