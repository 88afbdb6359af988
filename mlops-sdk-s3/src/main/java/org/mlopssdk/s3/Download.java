package org.mlopssdk.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/**
 * Fetches content into a file: the first part tells how long it is, the others follow over several connections, each straight to its place. A part that breaks
 * off, ends early or crawls goes on from where it is over another connection. Behind them the caller's thread reads what is complete, which is in memory still, and
 * hashes it. All parts are of one object, as its tag and length say; if it was stored anew meanwhile, all begins again.
 */
final class Download {

    private static final int BUFFER = 1 << 16;
    private static final int MOST_ROUNDS = 3;

    private final Bucket bucket;
    private final Attempts attempts;
    private final Workers workers;
    private final int partSize;
    private final LongSupplier nanoTime;

    Download(Bucket bucket, Attempts attempts, Workers workers, int partSize, LongSupplier nanoTime) {
        this.bucket = bucket;
        this.attempts = attempts;
        this.workers = workers;
        this.partSize = partSize;
        this.nanoTime = nanoTime;
    }

    /** A part of another object than the first. */
    private static final class ChangedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Fetches content, verified; false if there is none. */
    boolean fetch(Digest digest, PartFile file, ProgressListener listener) throws IOException {
        Digest found = null;
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            try {
                found = new Round(digest, file, listener).run().orElse(null);
                if (found == null || found.equals(digest)) {
                    return found != null;
                }
            } catch (ChangedException e) {
                // another writer has stored the same content anew, in other parts
            }
        }
        throw new CorruptedException(
                "content sha256:" + digest,
                (found == null ? "was stored anew each time it was read" : "holds bytes of digest " + found)
                        + "; restore " + digest.key() + " in " + bucket.place()
                        + " from a backup, or delete it and register the same content again");
    }

    /** The content from its first byte to its last. */
    private final class Round {

        private final BlobKey key;
        private final PartFile file;
        private final Progress none;
        private final ProgressListener listener;
        private final Workers.Job job = workers.job();
        private final MessageDigest sha256 = Digest.sha256();
        private final byte[] buffer = new byte[BUFFER];

        Round(Digest digest, PartFile file, ProgressListener listener) {
            this.key = digest.key();
            this.file = file;
            this.none = new Progress("fetch sha256:" + digest.abbreviated(), 0, -1);
            this.listener = listener;
        }

        Optional<Digest> run() throws IOException {
            Body first;
            try {
                first = job.one(() -> attempts.run(() -> bucket.get(key, ByteRange.first(partSize))));
            } catch (Failure e) {
                if (e.is(Failure.Kind.MISSING)) {
                    return Optional.empty();
                }
                if (e.is(Failure.Kind.BEYOND_END)) {
                    file.reserve(0);
                    return Optional.of(Digest.of(new byte[0]));
                }
                throw e;
            }
            try {
                return Optional.of(run(first));
            } finally {
                first.abort();
            }
        }

        private Digest run(Body first) throws IOException {
            file.reserve(first.whole());
            long parts = (first.whole() + partSize - 1) / partSize;
            try {
                job.all(
                        parts,
                        part -> {
                            Part each = new Part(first, part * partSize);
                            each.fetch(part == 0 ? first : null);
                            return each.end;
                        },
                        (part, end) -> hash(part * partSize, end, first.whole()));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return Digest.from(sha256.digest());
        }

        private void hash(long begin, long end, long length) throws IOException {
            for (long position = begin; position < end; position += buffer.length) {
                int count = (int) Math.min(buffer.length, end - position);
                file.read(position, buffer, count);
                sha256.update(buffer, 0, count);
            }
            listener.onProgress(new Progress(none.task(), end, length));
        }

        /** A part on its way. */
        private final class Part {

            private final Body first;
            private final long end;
            private long position;

            Part(Body first, long begin) {
                this.first = first;
                this.position = begin;
                this.end = Math.min(begin + partSize, first.whole());
            }

            /** Goes on over other connections; what has made its way gives back all attempts. */
            void fetch(@Nullable Body begun) {
                Body answer = begun;
                Attempts.Series series = attempts.begin();
                long before = position;
                while (position < end) {
                    job.goOn();
                    try {
                        if (answer == null) {
                            answer = bucket.get(key, new ByteRange(position, end - position));
                        }
                        read(answer);
                    } catch (Failure e) {
                        if (position - before >= BUFFER) {
                            series = attempts.begin();
                            before = position;
                        }
                        if (e.is(Failure.Kind.MISSING) || e.is(Failure.Kind.BEYOND_END)) {
                            throw new ChangedException();
                        }
                        if (!series.again(e)) {
                            throw e;
                        }
                    } finally {
                        end(answer);
                        answer = null;
                    }
                }
            }

            /** A connection that has nothing left to say is used again. */
            private void end(@Nullable Body answer) {
                if (answer != null && position < end) {
                    answer.abort();
                } else if (answer != null) {
                    answer.close();
                }
            }

            private void read(Body answer) {
                if (answer.whole() != first.whole() || !answer.tag().equals(first.tag())) {
                    throw new ChangedException();
                }
                byte[] bytes = new byte[BUFFER];
                Pace pace = new Pace(nanoTime);
                while (position < end) {
                    readPiece(answer, bytes, pace);
                }
            }

            /** A buffer full, since each write has its price; what came before a connection broke off is kept, too. */
            private void readPiece(Body answer, byte[] bytes, Pace pace) {
                int wanted = (int) Math.min(bytes.length, end - position);
                int filled = 0;
                try {
                    while (filled < wanted) {
                        int count = read(answer, bytes, filled, wanted - filled);
                        filled += count;
                        job.goOn();
                        pace.made(count);
                    }
                } finally {
                    write(bytes, filled);
                }
            }

            private void write(byte[] bytes, int count) {
                try {
                    file.write(position, bytes, count);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                position += count;
            }

            private int read(Body answer, byte[] bytes, int filled, int wanted) {
                long at = position + filled;
                try {
                    int count = answer.read(bytes, filled, wanted);
                    if (count < 0) {
                        throw Failure.of(
                                Failure.Kind.LOST, "a part ended after byte " + at + ", " + (end - at) + " early");
                    }
                    return count;
                } catch (IOException e) {
                    throw Failure.of(Failure.Kind.LOST, "a part broke off after byte " + at + ": " + e.getMessage());
                }
            }
        }
    }
}
