package org.mlopssdk.processes;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mlopssdk.store.Digest;

/**
 * What a writer was told had happened, a line each. A line is one write to the file, so that the death of the process leaves it whole or
 * leaves it out; one without its end does not count.
 */
final class AckLog implements AutoCloseable {

    private static final String PUT = "put";
    private static final String REGISTERED = "registered";
    private static final String MOVED = "moved";
    private static final String REFUSED = "refused";
    private static final String LOGGED = "logged";
    private static final String FLUSHED = "flushed";
    private static final String ENDED = "ended";

    /** A writer that says nothing for longer stands still with its machine or its disk, and what waits to be written with it. */
    private static final Duration STANDS_STILL = Duration.ofMillis(500);

    private final FileOutputStream out;

    private AckLog(FileOutputStream out) {
        this.out = out;
    }

    /** Content that is there, and the text that it follows from. */
    record Put(Digest digest, String text) {}

    /** A version that exists, by whoever was told so. */
    record Registered(long number, Digest manifest, String text) {}

    /** A move that happened, by whoever was told so. */
    record Moved(long revision, long version, String text) {}

    /**
     * So many points of a run had been logged, so long before the writer was last heard of, times in which it stood still left out. Nobody promised
     * that they are durable.
     */
    record Logged(String run, long points, Duration before) {}

    /** So many points of a run are durable. */
    record Flushed(String run, long points) {}

    /** All that is in some logs; of runs that were ended and promotions that were refused, which. */
    record Acks(
            List<Put> puts,
            List<Registered> versions,
            List<Moved> moves,
            List<Logged> logged,
            List<Flushed> flushed,
            List<String> ended,
            List<String> refusals) {

        private Acks() {
            this(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }

        /** How many things somebody was promised. */
        int promises() {
            return puts.size() + versions.size() + moves.size() + flushed.size() + ended.size();
        }
    }

    static AckLog create(Path file) throws IOException {
        return new AckLog(new FileOutputStream(file.toFile(), true));
    }

    void put(Digest digest, String text) throws IOException {
        line(PUT, digest, text);
    }

    void registered(long number, Digest manifest, String text) throws IOException {
        line(REGISTERED, number, manifest, text);
    }

    void moved(long revision, long version, String text) throws IOException {
        line(MOVED, revision, version, text);
    }

    void refused(String text) throws IOException {
        line(REFUSED, text);
    }

    /** Called after the points were logged, so that they are older than it says. */
    void logged(String run, long points) throws IOException {
        line(LOGGED, run, points, System.nanoTime());
    }

    void flushed(String run, long points) throws IOException {
        line(FLUSHED, run, points);
    }

    void ended(String run) throws IOException {
        line(ENDED, run);
    }

    private void line(Object... words) throws IOException {
        StringBuilder line = new StringBuilder();
        for (Object word : words) {
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    static Acks read(List<Path> files) throws IOException {
        Acks acks = new Acks();
        for (Path file : files) {
            read(file, acks);
        }
        return acks;
    }

    private static void read(Path file, Acks acks) throws IOException {
        String text = Files.readString(file);
        List<String[]> lines = text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> line.split(" ", -1))
                .toList();
        Duration before = Duration.ZERO;
        long later = Long.MAX_VALUE;
        for (int i = lines.size() - 1; i >= 0; i--) {
            String[] words = lines.get(i);
            if (words[0].equals(LOGGED)) {
                long time = number(words[3]);
                before = before.plusNanos(later == Long.MAX_VALUE ? 0 : Math.min(later - time, STANDS_STILL.toNanos()));
                later = time;
            }
            add(words, before, acks);
        }
    }

    private static void add(String[] words, Duration before, Acks acks) {
        switch (words[0]) {
            case PUT -> acks.puts.add(new Put(new Digest(words[1]), words[2]));
            case REGISTERED -> acks.versions.add(new Registered(number(words[1]), new Digest(words[2]), words[3]));
            case MOVED -> acks.moves.add(new Moved(number(words[1]), number(words[2]), words[3]));
            case REFUSED -> acks.refusals.add(words[1]);
            case LOGGED -> acks.logged.add(new Logged(words[1], number(words[2]), before));
            case FLUSHED -> acks.flushed.add(new Flushed(words[1], number(words[2])));
            case ENDED -> acks.ended.add(words[1]);
            default -> throw new IllegalStateException("not an acknowledgement: " + String.join(" ", words));
        }
    }

    private static long number(String word) {
        return Long.parseLong(word);
    }
}
