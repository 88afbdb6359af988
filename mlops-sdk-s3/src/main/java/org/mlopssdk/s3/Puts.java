package org.mlopssdk.s3;

import java.io.IOException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;

/**
 * Stores content under its digest: up to the size of a part in one request, without asking whether it is there: asking costs as much as sending, and
 * sending mends what was damaged. What is longer goes in parts.
 */
final class Puts {

    private final Bucket bucket;
    private final Attempts attempts;
    private final MultipartUploads large;
    private final int partSize;

    Puts(Bucket bucket, Attempts attempts, MultipartUploads large, int partSize) {
        this.bucket = bucket;
        this.attempts = attempts;
        this.large = large;
        this.partSize = partSize;
    }

    Digest put(Content content) {
        try (Spool spool = new Spool(partSize, content.file())) {
            content.writeTo(spool);
            Digest digest = spool.digest();
            if (spool.isLong()) {
                large.put(new Hashed(spool.file(), spool.length(), digest, spool.checks()), content::onSent);
            } else {
                put(Payload.of(spool.bytes(), digest));
            }
            return digest;
        } catch (IOException e) {
            throw new StorageException("content", "cannot be read, or kept on the way: " + e, e);
        }
    }

    private void put(Payload payload) {
        attempts.run(() -> {
            bucket.put(payload.digest().key(), payload);
            return payload;
        });
    }
}
