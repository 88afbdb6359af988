package org.mlopssdk.s3;

import java.net.URI;
import org.mlopssdk.store.BlobKey;

/**
 * Where the objects of a store lie: a bucket, and what their keys begin with.
 *
 * @param bucket the bucket
 * @param prefix empty, or text that ends in a slash
 */
record Place(String bucket, String prefix) {

    static Place of(URI uri) {
        String bucket = uri.getRawAuthority();
        if (bucket == null) {
            throw new IllegalArgumentException("\"" + uri + "\" names no bucket; write s3://bucket/prefix");
        }
        return of(bucket, uri.getPath());
    }

    static Place of(String bucket, String path) {
        String trimmed = path.replaceAll("^/+|/+$", "");
        return new Place(bucket, trimmed.isEmpty() ? "" : trimmed + "/");
    }

    /** The key of an object. */
    String key(BlobKey key) {
        return prefix + key.path();
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
