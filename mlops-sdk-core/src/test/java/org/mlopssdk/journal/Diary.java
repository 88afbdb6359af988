package org.mlopssdk.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.mlopssdk.store.BlobStore;

/** The simplest fold there is: lines, in the order they were written. */
final class Diary implements Fold {

    static final StreamName STREAM = new StreamName("diary", "mine");
    static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    final List<String> lines = new ArrayList<>();

    record Line(String text) {}

    static Draft line(String text) {
        return Draft.of("line", new Line(text));
    }

    /** A process of its own, as far as the streams are concerned. */
    static Ledgers process(Journal journal, BlobStore store, long seed) {
        return new Ledgers(
                journal, store, new Author("alice", Clock.fixed(NOON, ZoneOffset.UTC), new SplittableRandom(seed)));
    }

    static BlobJournal journal(BlobStore store) {
        return new BlobJournal(store, Duration.ofDays(1), new SplittableRandom(1));
    }

    @Override
    public boolean apply(Entry entry) {
        if (!entry.event().type().equals("line")) {
            return false;
        }
        lines.add(entry.body(Line.class).text());
        return true;
    }
}
