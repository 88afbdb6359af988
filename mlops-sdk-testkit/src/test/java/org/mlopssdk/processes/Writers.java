package org.mlopssdk.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Some processes on one store, {@link WriterProcess}es unless told otherwise. Each start of one has a name and a log of its own. */
final class Writers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(5);

    private final Path directory;
    private final Program program;
    private final Path stop;
    private final List<Writer> alive = new ArrayList<>();
    private final List<Writer> all = new ArrayList<>();
    private int killedAtWork;

    private record Writer(Process process, Path log, Path errors) {}

    private Writers(Path directory, Program program) {
        this.directory = directory;
        this.program = program;
        this.stop = directory.resolve("stop");
    }

    /** What is started: it writes what it achieves to its log, and ends when the file to stop it appears. A seat keeps its number when another takes it. */
    @FunctionalInterface
    interface Program {
        List<String> command(int seat, String name, Path log, Path stop);
    }

    /** Starts writers, at once, on a store that need not exist. */
    static Writers start(int count, Path directory, Path store) throws IOException {
        return start(count, directory, (seat, name, log, stop) -> WriterProcess.command(store, name, log, stop));
    }

    /** Starts processes of any kind, at once. */
    static Writers start(int count, Path directory, Program program) throws IOException {
        Writers writers = new Writers(Files.createDirectories(directory), program);
        for (int seat = 0; seat < count; seat++) {
            writers.alive.add(writers.launch(seat));
        }
        return writers;
    }

    /**
     * Lets a process that ends well leave the classes that it loaded in an archive.
     *
     * @param programs what is started by a JVM with an argument of ours
     * @return the argument for a JVM that starts from the archive, in half the time
     */
    static String archiveOfClasses(Path directory, Function<String, Program> programs)
            throws IOException, InterruptedException {
        Path archive = directory.resolve("classes.jsa");
        Program program = programs.apply("-XX:ArchiveClassesAtExit=" + archive);
        try (Writers teacher = start(1, directory.resolve("teacher"), program)) {
            teacher.work(Duration.ofMillis(500));
            teacher.stop();
        }
        return "-XX:SharedArchiveFile=" + archive;
    }

    /** Lets them work together for a while, from the moment when each has achieved something. */
    void work(Duration time) throws InterruptedException {
        await().atMost(PATIENCE).until(this::allHaveWritten);
        boolean ended = alive.get(0).process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(ended).as("a writer ended: %s", errors()).isFalse();
    }

    private boolean allHaveWritten() throws IOException {
        for (Writer writer : alive) {
            assertThat(writer.process.isAlive())
                    .as(() -> "a writer is at work: " + errors())
                    .isTrue();
            if (!hasWritten(writer)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasWritten(Writer writer) throws IOException {
        return Files.exists(writer.log) && Files.size(writer.log) > 0;
    }

    /**
     * Kills writers, one or several at a time, and starts another in the place of each: one time in four at any moment of their lives from the
     * start of the JVM, else at any moment after one of them has achieved something.
     */
    void killAndRestart(int kills, Duration longestPause, RandomGenerator random)
            throws IOException, InterruptedException {
        for (int left = kills; left > 0; ) {
            int victims = Math.min(left, 1 + random.nextInt(alive.size()));
            int seat = random.nextInt(alive.size());
            Writer first = alive.get(seat);
            if (random.nextInt(4) > 0) {
                await().atMost(PATIENCE).pollInterval(POLL).until(() -> hasWritten(first));
            }
            boolean ended = first.process.waitFor(random.nextLong(longestPause.toMillis()), TimeUnit.MILLISECONDS);
            assertThat(ended).as("a writer ended by itself: %s", errors()).isFalse();
            for (int i = 0; i < victims; i++) {
                kill(alive.get((seat + i) % alive.size()));
            }
            for (int i = 0; i < victims; i++) {
                int empty = (seat + i) % alive.size();
                alive.set(empty, launch(empty));
            }
            left -= victims;
        }
    }

    /** Sends a signal to whoever has a seat. */
    void signal(int seat, String signal) throws IOException, InterruptedException {
        String pid = Long.toString(alive.get(seat).process.pid());
        assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor())
                .as("kill -%s", signal)
                .isZero();
    }

    /** Kills all, one right after the other. */
    void killAll() throws IOException {
        for (Writer writer : alive) {
            kill(writer);
        }
        alive.clear();
    }

    /** How many of those that were killed had achieved something. */
    int killedAtWork() {
        return killedAtWork;
    }

    /** Asks all to stop and waits until they have. */
    void stop() throws IOException, InterruptedException {
        Files.createFile(stop);
        for (Writer writer : alive) {
            assertThat(writer.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("a writer stops when told so")
                    .isTrue();
            assertThat(writer.process.exitValue())
                    .as(() -> "exit value; " + errors())
                    .isZero();
        }
    }

    /** The logs of all that ever wrote one. */
    List<Path> logs() {
        return all.stream().map(Writer::log).filter(Files::exists).toList();
    }

    AckLog.Acks acknowledged() throws IOException {
        return AckLog.read(logs());
    }

    private Writer launch(int seat) throws IOException {
        String name = "writer" + (all.size() + 1);
        Path log = directory.resolve(name + ".acks");
        Path errors = directory.resolve(name + ".err");
        Process process = new ProcessBuilder(program.command(seat, name, log, stop))
                .redirectErrorStream(true)
                .redirectOutput(errors.toFile())
                .start();
        Writer writer = new Writer(process, log, errors);
        all.add(writer);
        return writer;
    }

    private String errors() {
        StringBuilder text = new StringBuilder("what the writers said: ");
        for (Writer writer : all) {
            try {
                text.append(Files.readString(writer.errors));
            } catch (IOException e) {
                text.append("unreadable: ").append(e);
            }
        }
        return text.toString();
    }

    private void kill(Writer writer) throws IOException {
        end(writer);
        killedAtWork += hasWritten(writer) ? 1 : 0;
    }

    private static void end(Writer writer) {
        writer.process.destroyForcibly();
        writer.process
                .onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Leaves no process behind, whatever the test came to. */
    @Override
    public void close() {
        alive.forEach(Writers::end);
    }
}
