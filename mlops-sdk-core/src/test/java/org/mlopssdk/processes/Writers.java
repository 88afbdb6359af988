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
import java.util.random.RandomGenerator;

/** Some {@link WriterProcess}es on one store. Each start of one has a name and a log of its own. */
final class Writers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Path store;
    private final Path stop;
    private final List<Writer> alive = new ArrayList<>();
    private final List<Writer> all = new ArrayList<>();

    private record Writer(Process process, Path log, Path errors) {}

    private Writers(Path directory, Path store) {
        this.directory = directory;
        this.store = store;
        this.stop = directory.resolve("stop");
    }

    /** Starts writers, at once, on a store that need not exist. */
    static Writers start(int count, Path directory, Path store) throws IOException {
        Writers writers = new Writers(Files.createDirectories(directory), store);
        for (int i = 0; i < count; i++) {
            writers.alive.add(writers.launch());
        }
        return writers;
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
            if (Files.notExists(writer.log) || Files.size(writer.log) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Kills writers, any of them, at any moment of their lives from the start of the JVM, and starts another in the place of each. */
    void killAndRestart(int kills, Duration longestPause, RandomGenerator random)
            throws IOException, InterruptedException {
        for (int kill = 0; kill < kills; kill++) {
            int index = random.nextInt(alive.size());
            Writer victim = alive.get(index);
            boolean ended = victim.process.waitFor(random.nextLong(longestPause.toMillis()), TimeUnit.MILLISECONDS);
            assertThat(ended).as("a writer ended by itself: %s", errors()).isFalse();
            end(victim);
            alive.set(index, launch());
        }
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

    AckLog.Acks acknowledged() throws IOException {
        return AckLog.read(all.stream().map(Writer::log).filter(Files::exists).toList());
    }

    private Writer launch() throws IOException {
        String name = "writer" + (all.size() + 1);
        Path log = directory.resolve(name + ".acks");
        Path errors = directory.resolve(name + ".err");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                store.toString(),
                name,
                log.toString(),
                stop.toString());
        Process process = new ProcessBuilder(command)
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
