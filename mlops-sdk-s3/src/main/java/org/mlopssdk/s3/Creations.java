package org.mlopssdk.s3;

import java.util.Optional;
import java.util.UUID;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.Creation;

/**
 * Gives keys their content once, over requests whose answers may be lost, late or double. Every attempt at one creation carries the same operation
 * id, so that whatever is found under the key in the end tells whose it is.
 */
final class Creations {

    private final Bucket bucket;
    private final Attempts attempts;

    Creations(Bucket bucket, Attempts attempts) {
        this.bucket = bucket;
        this.attempts = attempts;
    }

    Creation create(BlobKey key, byte[] content) {
        String operation = UUID.randomUUID().toString();
        Payload payload = Payload.of(content);
        Attempts.Series series = attempts.begin();
        boolean inDoubt = false;
        while (true) {
            try {
                bucket.create(key, payload, operation);
                return Creation.CREATED;
            } catch (Failure e) {
                // A request may be delivered twice on its way, so that even the first may be told that its own object
                // is in the way.
                inDoubt |= e.is(Failure.Kind.LOST) || e.is(Failure.Kind.CONFLICT) || e.is(Failure.Kind.PRECONDITION);
                if (series.again(e)) {
                    continue;
                }
                if (!inDoubt) {
                    throw e;
                }
                return settled(key, operation, e);
            }
        }
    }

    private Creation settled(BlobKey key, String operation, Failure failure) {
        Optional<Bucket.Head> found;
        try {
            found = attempts.run(() -> bucket.head(key));
        } catch (Failure e) {
            e.addSuppressed(failure);
            throw unknown(key, e);
        }
        return found.map(head -> operation.equals(head.operation()) ? Creation.CREATED : Creation.EXISTS)
                .orElseThrow(() -> unknown(key, failure));
    }

    private OutcomeUnknownException unknown(BlobKey key, Failure failure) {
        return new OutcomeUnknownException(
                bucket.place() + key.path(),
                "may or may not have been created: " + failure.getMessage() + "; read it to know",
                failure);
    }
}
