package org.mlopssdk.processes;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mlopssdk.store.Digest;

/**
 * What a writer was told had happened, a line each. A line is one write to the file, so that the death of the process leaves it whole or
 * leaves it out; one without its end does not count.
 */
final class AckLog implements AutoCloseable {

    private static final String REGISTERED = "registered";
    private static final String MOVED = "moved";
    private static final String REFUSED = "refused";

    private final FileOutputStream out;

    private AckLog(FileOutputStream out) {
        this.out = out;
    }

    /** A version that exists, by whoever was told so. */
    record Registered(long number, Digest manifest, String text) {}

    /** A move that happened, by whoever was told so. */
    record Moved(long revision, long version, String text) {}

    /** All that is in some logs. */
    record Acks(List<Registered> versions, List<Moved> moves, int refusals) {}

    static AckLog create(Path file) throws IOException {
        return new AckLog(new FileOutputStream(file.toFile(), true));
    }

    void registered(long number, Digest manifest, String text) throws IOException {
        line(REGISTERED + " " + number + " " + manifest + " " + text);
    }

    void moved(long revision, long version, String text) throws IOException {
        line(MOVED + " " + revision + " " + version + " " + text);
    }

    void refused() throws IOException {
        line(REFUSED);
    }

    private void line(String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    static Acks read(List<Path> files) throws IOException {
        Acks acks = new Acks(new ArrayList<>(), new ArrayList<>(), 0);
        int refusals = 0;
        for (Path file : files) {
            String text = Files.readString(file);
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                String[] words = line.split(" ", -1);
                switch (words[0]) {
                    case REGISTERED ->
                        acks.versions.add(new Registered(Long.parseLong(words[1]), new Digest(words[2]), words[3]));
                    case MOVED ->
                        acks.moves.add(new Moved(Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]));
                    case REFUSED -> refusals++;
                    default -> throw new IllegalStateException("not an acknowledgement: " + line);
                }
            }
        }
        return new Acks(acks.versions, acks.moves, refusals);
    }
}
