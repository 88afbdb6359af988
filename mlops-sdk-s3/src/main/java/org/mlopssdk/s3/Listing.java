package org.mlopssdk.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mlopssdk.store.BlobKey;

/** Lists keys of a store, passing over what lies among its objects and is none of its own. */
final class Listing {

    private final Bucket bucket;
    private final Attempts attempts;

    Listing(Bucket bucket, Attempts attempts) {
        this.bucket = bucket;
        this.attempts = attempts;
    }

    List<BlobKey> keys(String prefix, String startAfter, int limit) {
        String root = bucket.place().prefix();
        List<BlobKey> keys = new ArrayList<>();
        String after = startAfter.isEmpty() ? "" : root + startAfter;
        Bucket.Page page;
        do {
            String from = after;
            page = attempts.run(() -> bucket.list(root + prefix, from, null, limit));
            for (String key : page.keys()) {
                after = key;
                key(key.substring(root.length())).ifPresent(keys::add);
            }
        } while (page.more() && keys.size() < limit);
        return List.copyOf(keys.subList(0, Math.min(limit, keys.size())));
    }

    private static Optional<BlobKey> key(String path) {
        try {
            return Optional.of(BlobKey.of(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
