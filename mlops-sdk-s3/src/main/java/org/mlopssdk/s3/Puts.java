package org.mlopssdk.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;

/** Stores content under its digest: in one request up to the size of a part, in several beyond. */
final class Puts {

    private final Bucket bucket;
    private final Attempts attempts;
    private final LargeUploads large;
    private final int partSize;

    Puts(Bucket bucket, Attempts attempts, LargeUploads large, int partSize) {
        this.bucket = bucket;
        this.attempts = attempts;
        this.large = large;
        this.partSize = partSize;
    }

    Digest put(Content content) {
        Optional<Path> file = content.file();
        try (Spool spool = new Spool(partSize, file.isPresent())) {
            content.writeTo(spool);
            Digest digest = spool.digest();
            if (spool.isLong()) {
                large.put(file.isPresent() ? file.get() : spool.file(), spool.length(), digest);
            } else {
                Payload payload = Payload.of(spool.bytes());
                attempts.run(() -> {
                    bucket.put(digest.key(), payload);
                    return digest;
                });
            }
            return digest;
        } catch (IOException e) {
            throw new StorageException("content", "cannot be read: " + e, e);
        }
    }
}
