package org.mlopssdk.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Finds out by trying whether a service keeps what a store rests on: of many creates at the same time one wins, what was written is seen at once,
 * ranges are ranges, listings are in order and page by page, and what is deleted is gone. Takes some 40 small requests, and removes what it
 * wrote.
 */
final class Probe {

    private static final int RACERS = 16;
    private static final int MOST_CONFLICTS = 4;
    private static final int WORD = 8;
    private static final String NOT_IMPLEMENTED = "NotImplemented";
    private static final String OPERATION = "probe-";
    private static final BlobKey RACED = BlobKey.of("raced");
    private static final List<BlobKey> OTHERS =
            List.of(BlobKey.of("b"), BlobKey.of("a/b"), BlobKey.of("a.b"), BlobKey.of("a0"), BlobKey.of("a-b"));

    private final Bucket bucket;
    private final Attempts attempts;
    private final Listing listing;

    /** With a place in a bucket that nobody else uses, nor ever has. */
    Probe(Bucket bucket, Attempts attempts) {
        this.bucket = bucket;
        this.attempts = attempts;
        this.listing = new Listing(bucket, attempts);
    }

    /**
     * Tries all of it.
     *
     * @return what the service does that it must not; empty if it can be trusted, as far as trying tells
     * @throws Failure if it cannot be tried
     */
    Optional<String> finding() {
        try {
            return creating()
                    .or(this::seeing)
                    .or(() -> trusting(this::ranges))
                    .or(() -> trusting(this::listing))
                    .or(this::deleting);
        } catch (Failure e) {
            cleanUp();
            if (e.code().filter(NOT_IMPLEMENTED::equals).isPresent()) {
                return found("it does not implement what a store takes, conditional creates (If-None-Match) among it: "
                        + e.getMessage());
            }
            throw e;
        }
    }

    private record Answer(int racer, Optional<Failure> failure) {}

    private Optional<String> creating() {
        if (head().isPresent()) {
            return Optional.of("says that there is an object that nobody has written");
        }
        List<Answer> answers = Workers.map(
                RACERS, IntStream.range(0, RACERS).boxed().toList(), racer -> new Answer(racer, create(racer)));
        List<Integer> winners = answers.stream()
                .filter(answer -> answer.failure.isEmpty())
                .map(Answer::racer)
                .toList();
        boolean inDoubt = answers.stream()
                .flatMap(answer -> answer.failure.stream())
                .anyMatch(failure -> !failure.is(Failure.Kind.PRECONDITION));
        if (winners.size() > 1) {
            return found(winners.size() + " of " + RACERS + " creates of one key at the same time won: it ignores"
                    + " If-None-Match, or looks first and writes later");
        }
        if (winners.isEmpty() && !inDoubt) {
            return found("all of " + RACERS + " creates of one key at the same time were told that they lost");
        }
        return creatingAgain(winners.isEmpty()).or(() -> winner(winners));
    }

    /** Tells why not, if so; a service that does not offer conditions is not asked again. */
    private Optional<Failure> create(int racer) {
        try {
            bucket.create(RACED, content(racer), OPERATION + racer);
            return Optional.empty();
        } catch (Failure e) {
            if (e.is(Failure.Kind.REFUSED)) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    private Optional<String> creatingAgain(boolean mayWin) {
        Attempts.Series series = attempts.begin();
        for (int conflicts = 0; ; ) {
            Optional<Failure> failure = create(RACERS);
            if (failure.isEmpty()) {
                return mayWin ? Optional.empty() : found("a create of what is there won: it ignores If-None-Match");
            }
            Failure why = failure.get();
            conflicts += why.is(Failure.Kind.CONFLICT) ? 1 : 0;
            if (why.is(Failure.Kind.PRECONDITION)) {
                return Optional.empty();
            }
            if (conflicts == MOST_CONFLICTS) {
                return found("a create of what is there is told of a conflict (HTTP 409) again and again, never that it"
                        + " lost (HTTP 412 PreconditionFailed)");
            }
            if (!series.again(why)) {
                throw why;
            }
        }
    }

    private Optional<String> winner(List<Integer> winners) {
        String held = read(ByteRange.ALL);
        List<String> expected = (winners.isEmpty()
                        ? IntStream.rangeClosed(0, RACERS).boxed().toList()
                        : winners)
                .stream().map(Probe::text).toList();
        return expected.contains(held)
                ? Optional.empty()
                : found("the create that won is not the one whose content is there");
    }

    private Optional<String> seeing() {
        Optional<Bucket.Head> head = head();
        if (head.isEmpty() || head.get().length() != text(0).length()) {
            return found("HEAD does not see what was written just before: its answers are stale");
        }
        String operation = head.get().operation();
        return operation != null && operation.startsWith(OPERATION)
                ? Optional.empty()
                : found("it does not keep the metadata of an object, by which a store knows what it has written"
                        + " itself");
    }

    private Optional<String> ranges() {
        String all = read(ByteRange.ALL);
        String part = read(new ByteRange(WORD, WORD));
        return part.equals(all.substring(WORD, 2 * WORD))
                ? Optional.empty()
                : found("asked for a range of an object, it gives other bytes: it does not know ranges");
    }

    private Optional<String> listing() {
        OTHERS.forEach(key -> attempts.run(() -> {
            bucket.put(key, content(0));
            return key;
        }));
        List<BlobKey> all = new ArrayList<>(OTHERS);
        all.add(RACED);
        all.sort(null);
        if (!listing.keys("", "", 1000).equals(all)) {
            return found("a listing does not show what was written just before, or not in order");
        }
        boolean isPaged = listing.keys("", "", 2).equals(all.subList(0, 2))
                && listing.keys("", all.get(1).path(), 2).equals(all.subList(2, 4))
                && listing.keys("", all.get(3).path(), 2).equals(all.subList(4, 6));
        return isPaged ? Optional.empty() : found("a listing by pages of two does not show the same as one of all");
    }

    private Optional<String> deleting() {
        cleanUp();
        return head().isEmpty() && listing.keys("", "", 1000).isEmpty()
                ? Optional.empty()
                : found("what was deleted is still there: deletions are held back, or answers are stale");
    }

    /** What the store's own reading refuses is a finding, too. */
    private static Optional<String> trusting(Supplier<Optional<String>> trial) {
        try {
            return trial.get();
        } catch (Failure e) {
            if (e.is(Failure.Kind.REFUSED) && e.status() == 0) {
                return found(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static Optional<String> found(String what) {
        return Optional.of(what);
    }

    private Optional<Bucket.Head> head() {
        return attempts.run(() -> bucket.head(RACED));
    }

    private String read(ByteRange range) {
        return attempts.run(() -> {
            Body body = bucket.get(RACED, range);
            try (InputStream in = body.in()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException | SdkException e) {
                throw Failure.of(Failure.Kind.LOST, "the answer ended too early: " + e);
            }
        });
    }

    private static Payload content(int racer) {
        return Payload.of(text(racer).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(int racer) {
        return "racer %02d of a probe of mlops-sdk".formatted(racer);
    }

    /** Leaves nothing behind, unless that fails, too. */
    void cleanUp() {
        List<BlobKey> all = new ArrayList<>(OTHERS);
        all.add(RACED);
        for (BlobKey key : all) {
            try {
                attempts.run(() -> {
                    bucket.delete(key);
                    return key;
                });
            } catch (Failure e) {
                return; // no more than a few small objects, which no store takes for its own
            }
        }
    }
}
