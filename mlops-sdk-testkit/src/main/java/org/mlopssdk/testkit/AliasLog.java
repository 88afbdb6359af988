package org.mlopssdk.testkit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.testkit.AliasModel.Told;
import org.mlopssdk.testkit.Linearizability.Operation;

/**
 * What one process asked of an alias and was told, with the times: a line before it asks and a line after it was told, each one write to the file.
 * What it asked and was never told of is unknown. For use by one thread.
 *
 * @since 0.1.0
 */
public final class AliasLog implements AutoCloseable {

    private static final String READS = "reads";
    private static final String MOVES = "moves";
    private static final String READ = "read";
    private static final String MOVED = "moved";
    private static final String CONFLICT = "conflict";
    private static final String UNKNOWN = "unknown";

    private final FileOutputStream out;
    private long operations;

    private AliasLog(FileOutputStream out) {
        this.out = out;
    }

    /** One line: which operation of this process, when, what, and two numbers by what it is. */
    private record Line(long operation, long time, String what, long first, long second) {

        static Line parse(String text) {
            String[] words = text.split(" ", -1);
            return new Line(
                    Long.parseLong(words[0]),
                    Long.parseLong(words[1]),
                    words[2],
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]));
        }

        @Override
        public String toString() {
            return operation + " " + time + " " + what + " " + first + " " + second;
        }
    }

    /**
     * Begins a log, or goes on with one.
     *
     * @param file where it is written
     * @return the log, to be closed
     * @throws IOException if it cannot be written down
     */
    public static AliasLog create(Path file) throws IOException {
        return new AliasLog(new FileOutputStream(file.toFile(), true));
    }

    /**
     * Before the alias is read.
     *
     * @throws IOException if it cannot be written down
     */
    public void reads() throws IOException {
        operations++;
        asks(READS, 0, 0);
    }

    /**
     * After the alias was read.
     *
     * @param revision how often it was moved
     * @param version where it points; 0 is nowhere
     * @throws IOException if it cannot be written down
     */
    public void read(long revision, long version) throws IOException {
        told(READ, revision, version);
    }

    /**
     * Before a move is asked for.
     *
     * @param expected the revision that the alias has to have
     * @param version where it is to point
     * @throws IOException if it cannot be written down
     */
    public void moves(long expected, long version) throws IOException {
        operations++;
        asks(MOVES, expected, version);
    }

    /**
     * After the alias was moved.
     *
     * @param revision the revision that it has since
     * @param version where it points
     * @throws IOException if it cannot be written down
     */
    public void moved(long revision, long version) throws IOException {
        told(MOVED, revision, version);
    }

    /**
     * After the move was refused, since the alias did not stand at the expected revision.
     *
     * @throws IOException if it cannot be written down
     */
    public void conflict() throws IOException {
        told(CONFLICT, 0, 0);
    }

    /**
     * After the move came to an end that nobody knows.
     *
     * @throws IOException if it cannot be written down
     */
    public void unknown() throws IOException {
        told(UNKNOWN, 0, 0);
    }

    /** The time is taken before the operation and before the line about it. */
    private void asks(String what, long first, long second) throws IOException {
        write(new Line(operations, System.nanoTime(), what, first, second));
    }

    /** The time is taken after the operation. */
    private void told(String what, long first, long second) throws IOException {
        write(new Line(operations, System.nanoTime(), what, first, second));
    }

    private void write(Line line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /**
     * What several processes asked and were told. A last line that was cut off does not count.
     *
     * @param files their logs
     * @return the history that the logs tell
     * @throws IOException if one cannot be read
     */
    public static List<Operation<Told>> read(List<Path> files) throws IOException {
        List<Operation<Told>> history = new ArrayList<>();
        for (Path file : files) {
            history.addAll(read(file));
        }
        return history;
    }

    private static List<Operation<Told>> read(Path file) throws IOException {
        List<Line> asked = new ArrayList<>();
        Map<Long, Line> told = new HashMap<>();
        String text = Files.readString(file);
        text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Line::parse).forEach(line -> {
            if (line.what.equals(READS) || line.what.equals(MOVES)) {
                asked.add(line);
            } else {
                told.put(line.operation, line);
            }
        });
        String process = String.valueOf(file.getFileName());
        List<Operation<Told>> history = new ArrayList<>();
        for (Line line : asked) {
            Line answer = told.get(line.operation);
            if (line.what.equals(MOVES) || answer != null) { // a read that was not told anything says nothing
                history.add(operation(process, line, answer));
            }
        }
        return history;
    }

    private static Operation<Told> operation(String process, Line asked, @Nullable Line answer) {
        long expected = asked.first;
        long version = asked.second;
        if (answer == null || answer.what.equals(UNKNOWN)) {
            return new Operation<>(new Told.Unknown(expected, version), process, asked.time, Operation.NEVER);
        }
        Told told = switch (answer.what) {
            case READ -> new Told.Read(answer.first, answer.second);
            case MOVED -> new Told.Moved(expected, answer.second, answer.first);
            case CONFLICT -> new Told.Conflict(expected, version);
            default -> throw new IllegalStateException("nobody is told " + answer);
        };
        return new Operation<>(told, process, asked.time, answer.time);
    }
}
