package org.mlopssdk.s3;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.Creation;

/**
 * Gives keys their content once, over requests whose answers may be lost, late or double. All requests of one creation carry the same operation id,
 * so that the object that is found under the key tells whose it is. See {@code docs/decisions/0021-creation-on-s3.md} for why this is enough.
 */
final class Creations {

    private final Bucket bucket;
    private final Attempts attempts;

    Creations(Bucket bucket, Attempts attempts) {
        this.bucket = bucket;
        this.attempts = attempts;
    }

    Creation create(BlobKey key, byte[] content) {
        return new One(key, Payload.of(content.clone())).create();
    }

    /** One creation, of as many requests as it takes. */
    private final class One {

        private final BlobKey key;
        private final Payload content;
        private final String operation = UUID.randomUUID().toString();
        private final Attempts.Series series = attempts.begin();
        private boolean inDoubt;
        private boolean wasBusy;

        One(BlobKey key, Payload content) {
            this.key = key;
            this.content = content;
        }

        Creation create() {
            @Nullable Creation settled = attempt();
            while (settled == null) {
                settled = attempt();
            }
            return settled;
        }

        /** Null means that it is worth another attempt. */
        private @Nullable Creation attempt() {
            try {
                bucket.create(key, content, operation);
                return Creation.CREATED;
            } catch (Failure e) {
                return settle(e);
            }
        }

        /**
         * What is under the key decides. Even the first request may be told that its own object is in the way: networks and proxies deliver
         * some requests twice.
         */
        private @Nullable Creation settle(Failure failure) {
            inDoubt |= failure.isInDoubt();
            wasBusy |= failure.is(Failure.Kind.BUSY);
            if (failure.is(Failure.Kind.PRECONDITION)) {
                return inTheWay(failure);
            }
            Optional<Creation> found = failure.isInDoubt() ? look(failure) : Optional.empty();
            if (found.isPresent()) {
                return found.get();
            }
            if (series.again(failure)) {
                return null;
            }
            if (inDoubt) {
                return lastLook(failure).orElseThrow(() -> unknown(failure));
            }
            // some gateways say that they are busy after they have passed the request on
            Optional<Creation> unnoticed = wasBusy ? look(failure) : Optional.empty();
            return unnoticed.orElseThrow(() -> failure);
        }

        /** There is an object, so that looking at it is worth many attempts. */
        private @Nullable Creation inTheWay(Failure failure) {
            Optional<Creation> found = lastLook(failure);
            if (found.isEmpty() && !series.again(hidden(failure))) {
                throw inDoubt ? unknown(failure) : failure;
            }
            return found.orElse(null);
        }

        private Failure hidden(Failure failure) {
            return Failure.of(
                    Failure.Kind.STALE,
                    "the store says that there is an object, and shows none: " + failure.getMessage());
        }

        private Optional<Creation> look(Failure failure) {
            try {
                return whose(bucket.head(key));
            } catch (Failure e) {
                failure.addSuppressed(e);
                return Optional.empty();
            }
        }

        private Optional<Creation> lastLook(Failure failure) {
            try {
                return whose(attempts.run(() -> bucket.head(key)));
            } catch (Failure e) {
                failure.addSuppressed(e);
                throw unknown(failure);
            }
        }

        private Optional<Creation> whose(Optional<Bucket.Head> found) {
            return found.map(head -> operation.equals(head.operation()) ? Creation.CREATED : Creation.EXISTS);
        }

        /** Nothing there is no proof: a request that was held up may arrive yet. */
        private OutcomeUnknownException unknown(Failure failure) {
            return new OutcomeUnknownException(
                    bucket.place() + key.path(),
                    "may or may not have been created, " + series + ": " + failure.getMessage() + "; read it to know",
                    failure);
        }
    }
}
