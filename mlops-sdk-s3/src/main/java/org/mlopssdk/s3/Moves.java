package org.mlopssdk.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.store.BlobKey;

/** Moves objects within a bucket, by a copy that the service makes itself and a deletion, see {@link org.mlopssdk.store.TwoStepMove}. */
final class Moves {

    /** The largest object that one request copies, and parts of larger ones. */
    private static final long LARGEST_COPY = 5L << 30;

    private static final long PART = 1L << 30;

    private final Bucket bucket;
    private final CopyRequests requests;
    private final MultipartRequests uploads;
    private final Attempts attempts;
    private final long largestCopy;
    private final long part;

    Moves(Bucket bucket, Attempts attempts) {
        this(bucket, attempts, LARGEST_COPY, PART);
    }

    Moves(Bucket bucket, Attempts attempts, long largestCopy, long part) {
        this.bucket = bucket;
        this.requests = new CopyRequests(bucket);
        this.uploads = new MultipartRequests(bucket);
        this.attempts = attempts;
        this.largestCopy = largestCopy;
        this.part = part;
    }

    boolean move(BlobKey from, BlobKey to) {
        Optional<Long> length = length(from);
        if (length.isEmpty() || !copy(from, to, length.get())) {
            return false;
        }
        if (!length(to).equals(length)) {
            throw Failure.of(
                    Failure.Kind.REFUSED, "the store said that it copied " + from + ", and there is no such copy");
        }
        delete(from);
        return true;
    }

    private Optional<Long> length(BlobKey key) {
        return attempts.run(() -> bucket.head(key)).map(Bucket.Head::length);
    }

    private boolean copy(BlobKey from, BlobKey to, long length) {
        try {
            if (length <= largestCopy) {
                attempts.run(() -> {
                    requests.copy(from, to);
                    return to;
                });
            } else {
                copyParts(from, to, length);
            }
            return true;
        } catch (Failure e) {
            if (e.is(Failure.Kind.MISSING)) {
                return false; // another collection was first
            }
            throw e;
        }
    }

    private void copyParts(BlobKey from, BlobKey to, long length) {
        String upload = attempts.run(() -> uploads.begin(to));
        List<MultipartRequests.Part> parts = new ArrayList<>();
        for (long offset = 0; offset < length; offset += part) {
            long first = offset;
            long last = Math.min(length, offset + part) - 1;
            int number = parts.size() + 1;
            String tag = attempts.run(() -> requests.part(from, first, last, to, upload, number));
            parts.add(new MultipartRequests.Part(number, last - first + 1, tag, Instant.EPOCH));
        }
        attempts.run(() -> {
            uploads.complete(to, upload, parts);
            return to;
        });
    }

    /** Asked for until it is answered, but never again where it may have been heard: two answers to two requests would not tell that both are over. */
    private void delete(BlobKey key) {
        Attempts.Series series = attempts.begin();
        boolean wasBusy = false; // some gateways say so after they have passed the request on
        while (true) {
            try {
                bucket.delete(key);
                return;
            } catch (Failure e) {
                wasBusy |= e.is(Failure.Kind.BUSY);
                if (e.isInDoubt() || !series.again(e)) {
                    throw e.isInDoubt() || wasBusy ? unknown(key, e) : e;
                }
            }
        }
    }

    private OutcomeUnknownException unknown(BlobKey key, Failure failure) {
        return new OutcomeUnknownException(
                bucket.place() + key.path(), "may be deleted now, later, or never: " + failure.getMessage(), failure);
    }

    Duration age(BlobKey key) {
        return attempts.run(() -> requests.age(key));
    }
}
