package org.mlopssdk.store;

/** The limits that every store holds its callers to. */
final class Limits {

    private static final int MAX_PAGE = 1000;

    private Limits() {}

    static void requireCreatable(BlobKey key, byte[] content) {
        if (content.length > BlobStore.MAX_CREATE) {
            throw new IllegalArgumentException("create takes at most " + BlobStore.MAX_CREATE + " bytes, got "
                    + content.length + " for " + key + "; put takes content of any size");
        }
    }

    static void requirePage(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page lists 1 to " + MAX_PAGE + " keys, got " + limit);
        }
    }
}
