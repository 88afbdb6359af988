package org.mlopssdk.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.InvalidDataException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.s3.MultipartRequests.Marker;
import org.mlopssdk.s3.MultipartRequests.Page;
import org.mlopssdk.s3.MultipartRequests.Part;
import org.mlopssdk.s3.MultipartRequests.Upload;
import org.mlopssdk.store.BlobKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends content that is longer than one part, several parts at a time, straight from its file. What a process that died has sent is not sent again: its upload is
 * found under the key, and a part is kept if its length, and its tag as the MD5 of its content, are those of the file; wherever tags are made otherwise, as with
 * encryption by KMS, parts are sent anew. Two living writers may so send parts of one upload; they are the same, and whoever ends it names the tags of those it knows.
 *
 * <p>An end that was not answered is settled by looking for the object. An upload that cannot succeed is aborted; one that the network broke off stays, to be
 * resumed or to be collected as an {@linkplain OrphanedUploads orphan}.
 */
final class MultipartUploads {

    private static final Logger LOG = LoggerFactory.getLogger(S3BlobStore.class);
    /** So many parts S3 takes of one object. */
    static final int MOST_PARTS = 10_000;

    private static final int MOST_ROUNDS = 3;
    private static final Set<String> GONE = Set.of("NoSuchUpload", "InvalidPart", "InvalidPartOrder");

    private final Bucket bucket;
    private final MultipartRequests requests;
    private final Attempts attempts;
    private final Workers workers;
    private final int mostParts;

    MultipartUploads(Bucket bucket, Attempts attempts, Workers workers, int mostParts) {
        this.bucket = bucket;
        this.requests = new MultipartRequests(bucket);
        this.attempts = attempts;
        this.workers = workers;
        this.mostParts = mostParts;
    }

    /** Is told how much has been sent. */
    @FunctionalInterface
    interface Sent {
        void sent(long bytes, long length);
    }

    /** An upload that somebody else has ended, or whose parts are not those that this process knows. */
    private static final class GoneException extends RuntimeException {
        private static final long serialVersionUID = 1;

        GoneException(Failure cause) {
            super(cause);
        }
    }

    /** Stores content under its digest. */
    void put(Hashed content, Sent listener) {
        BlobKey key = content.digest().key();
        for (int round = 1; !isThere(key, content.length()); round++) {
            try {
                new Sending(content, key, listener).run(round == 1);
                return;
            } catch (GoneException e) {
                if (round == MOST_ROUNDS) {
                    throw Failure.of(
                            Failure.Kind.LOST, "others ended " + round + " uploads of " + key + " one after the other");
                }
            }
        }
    }

    private boolean isThere(BlobKey key, long length) {
        return attempts.run(() -> bucket.head(key))
                .filter(head -> head.length() == length)
                .isPresent();
    }

    private static boolean isGone(Failure e) {
        return e.code().filter(GONE::contains).isPresent();
    }

    /** One upload. */
    private final class Sending {

        private final Hashed content;
        private final BlobKey key;
        private final Sent listener;
        private final Workers.Job job = workers.job();
        private final long partSize;
        private final Map<Integer, Part> arrived = new HashMap<>();

        Sending(Hashed content, BlobKey key, Sent listener) {
            this.content = content;
            this.key = key;
            this.listener = listener;
            long unit = content.checks().partSize();
            long units = (content.length() + unit - 1) / unit;
            this.partSize = unit * ((units + mostParts - 1) / mostParts);
        }

        void run(boolean mayResume) {
            String id = mayResume ? resumed() : null;
            String upload = id == null ? attempts.run(() -> requests.begin(key)) : id;
            try {
                complete(upload, sendAll(upload));
            } catch (CancellationException | InvalidDataException e) {
                abort(upload);
                throw e;
            } catch (Failure e) {
                if (e.is(Failure.Kind.REFUSED)) {
                    abort(upload);
                }
                throw e;
            }
        }

        /** What cannot be aborted now is collected later. */
        private void abort(String upload) {
            try {
                requests.abort(bucket.place().key(key), upload);
            } catch (Failure e) {
                LOG.debug("an upload of {} was left behind: {}", key, e.getMessage());
            }
        }

        private List<Part> sendAll(String upload) {
            List<Part> parts = new ArrayList<>();
            job.all((content.length() + partSize - 1) / partSize, part -> part(upload, part), (part, sent) -> {
                parts.add(sent);
                listener.sent(end(part), content.length());
            });
            return parts;
        }

        private long end(long part) {
            return Math.min((part + 1) * partSize, content.length());
        }

        private Part part(String upload, long index) {
            int number = (int) index + 1;
            Part there = arrived.get(number);
            try (SentPart body = new SentPart(content, index * partSize, end(index), job)) {
                if (there != null && body.isMd5(there.tag())) {
                    return there;
                }
                return attempts.run(() -> {
                    job.goOn();
                    String tag = requests.send(key, upload, number, body.toRequestBody());
                    return new Part(number, body.length(), tag, Instant.MAX);
                });
            } catch (RuntimeException e) {
                throw translated(e);
            } catch (IOException e) {
                throw translated(new UncheckedIOException(e));
            }
        }

        private RuntimeException translated(RuntimeException e) {
            if (comesOf(PartStream.ChangedException.class, e)) {
                return new InvalidDataException(
                        content.file().toString(), "changed while it was stored; store it again when nobody writes it");
            }
            if (comesOf(UncheckedIOException.class, e)) { // from opening the file; those of the network are failures
                return new StorageException(content.file().toString(), "cannot be read: " + e, e);
            }
            return e instanceof Failure failure && isGone(failure) ? new GoneException(failure) : e;
        }

        private boolean comesOf(Class<?> type, Throwable e) {
            Throwable cause = e;
            while (cause != null && !type.isInstance(cause)) {
                cause = cause.getCause();
            }
            return cause != null;
        }

        private void complete(String upload, List<Part> parts) {
            Attempts.Series series = attempts.begin();
            while (true) {
                try {
                    requests.complete(key, upload, parts);
                    break;
                } catch (Failure e) {
                    if (isThere(key, content.length())) {
                        return;
                    }
                    if (isGone(e)) {
                        throw new GoneException(e);
                    }
                    if (!series.again(e)) {
                        throw e;
                    }
                }
            }
            if (!arrived.isEmpty() && !isThere(key, content.length())) {
                throw Failure.of(
                        Failure.Kind.LOST,
                        "what became of the resumed upload of " + key + " is not as long as its content");
            }
        }

        /** The latest upload whose parts are as long as those of this one; not to know of any costs no more than to send all. */
        private @Nullable String resumed() {
            String name = bucket.place().key(key);
            try {
                List<Upload> uploads = requests.uploads(name, null).items().stream()
                        .filter(upload -> upload.key().equals(name))
                        .sorted(Comparator.comparing(Upload::begun).reversed())
                        .toList();
                for (Upload upload : uploads) {
                    if (takeIn(upload)) {
                        return upload.id();
                    }
                }
            } catch (Failure e) {
                LOG.debug("uploads of {} that may be resumed cannot be listed: {}", key, e.getMessage());
            }
            return null;
        }

        private boolean takeIn(Upload upload) {
            arrived.clear();
            Marker next = null;
            do {
                int before = arrived.size();
                Page<Part> page = requests.parts(upload.key(), upload.id(), next);
                for (Part part : page.items()) {
                    long end = end(part.number() - 1L);
                    if (part.length() != end - (part.number() - 1L) * partSize) {
                        arrived.clear();
                        return false;
                    }
                    arrived.put(part.number(), part);
                }
                next = arrived.size() > before ? page.next() : null;
            } while (next != null);
            return true;
        }
    }
}
