package org.mlopssdk.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Simulated power cuts under a program that writes to a directory. A real file system lies on a disk that is a log of every write and every
 * flush; from it any moment is rebuilt as a disk would be found after a power cut: all that was flushed before, and of what was not
 * whatever the disk happened to have written. A checker opens each such state.
 *
 * <p>The workload is a class with a {@code main} that takes the directory, which it has to make, writes to it until it is killed, and prints a
 * line on standard output for each thing that it was told had happened, after it was told so. The checker is a class with a {@code main} that
 * serves a {@link PowerCutCheck}. Both run in processes of their own with the class path of this one.
 *
 * <p>It takes Linux, root, FUSE for Python and the tools of the file system ({@code apt-get install python3-fusepy fuse3 xfsprogs}); a test
 * asks for the {@link #obstacle} first and skips with it. The seed repeats the choice of moments, but not the workload's timing. A run that
 * finds nothing is to be trusted only once it was seen to find a sync that was taken out: see {@link #workloadClasses}.
 *
 * @param workload writes
 * @param checker judges
 * @param fileSystem on which both do so
 * @param states how many power cuts; at least 1
 * @param seed of the choice of moments, and of what is lost
 * @param time how long the workload writes at least, from its first line on; positive. On a busy machine it goes on to a hundred lines
 * @param first whether to stop at the first bad state
 * @param replaced directories of classes that the workload sees before those of the class path
 * @since 0.1.0
 */
public record PowerCuts(
        Class<?> workload,
        Class<?> checker,
        FileSystem fileSystem,
        int states,
        long seed,
        Duration time,
        boolean first,
        List<Path> replaced) {

    private static final String SCRIPTS = "powercut/";
    private static final String SCRIPT = "powercut.py";
    private static final Path SYSTEM_PYTHON = Path.of("/usr/bin/python3");
    private static final int FOUND_BAD = 1;
    private static final int IMPOSSIBLE = 2;

    /** Refuses what could not work. */
    public PowerCuts {
        if (states < 1) {
            throw new IllegalArgumentException("there is at least one power cut, got " + states);
        }
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("the workload writes for a positive time, got " + time);
        }
        replaced = List.copyOf(replaced);
    }

    /** On what to write. */
    public enum FileSystem {
        /** Without a journal: a sync makes one thing durable, with its new parents, and no other; what was torn is repaired at the next start. */
        EXT2,
        /** With its default of ordered data: a sync makes durable whatever names were given before, by anybody. */
        EXT4,
        /** The other one that servers use. */
        XFS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What came of it.
     *
     * @param fileSystem on which
     * @param acknowledged how many lines the workload printed
     * @param operations how many writes and flushes the disk saw
     * @param flushes how many flushes of them
     * @param states how many power cuts were checked
     * @param millis what each took, on average, with its check
     * @param bad descriptions of the states in which something was lost or torn
     * @param seed of the choice
     */
    public record Result(
            FileSystem fileSystem,
            long acknowledged,
            long operations,
            long flushes,
            long states,
            long millis,
            List<String> bad,
            long seed) {

        /** Copies the list. */
        public Result {
            bad = List.copyOf(bad);
        }

        @Override
        public String toString() {
            return fileSystem + ": " + acknowledged + " acknowledged, " + operations + " disk operations, " + flushes
                    + " flushes, " + states + " power cuts of " + millis + " ms, " + bad.size() + " bad, seed " + seed;
        }
    }

    /**
     * Forty power cuts on ext4 after two seconds of work.
     *
     * @param workload writes
     * @param checker judges
     * @return what can be changed and run
     */
    public static PowerCuts under(Class<?> workload, Class<?> checker) {
        return new PowerCuts(workload, checker, FileSystem.EXT4, 40, 1, Duration.ofSeconds(2), false, List.of());
    }

    /**
     * The same on another file system.
     *
     * @param other the file system
     * @return a copy
     */
    public PowerCuts on(FileSystem other) {
        return new PowerCuts(workload, checker, other, states, seed, time, first, replaced);
    }

    /**
     * The same with another number of power cuts.
     *
     * @param count how many; at least 1
     * @return a copy
     */
    public PowerCuts states(int count) {
        return new PowerCuts(workload, checker, fileSystem, count, seed, time, first, replaced);
    }

    /**
     * The same with another choice of moments.
     *
     * @param number the seed
     * @return a copy
     */
    public PowerCuts seed(long number) {
        return new PowerCuts(workload, checker, fileSystem, states, number, time, first, replaced);
    }

    /**
     * The same with more or less work before.
     *
     * @param duration how long the workload writes; the disk has room for some seconds of small things
     * @return a copy
     */
    public PowerCuts time(Duration duration) {
        return new PowerCuts(workload, checker, fileSystem, states, seed, duration, first, replaced);
    }

    /**
     * The same, ending with the first bad state.
     *
     * @return a copy
     */
    public PowerCuts stopAtFirst() {
        return new PowerCuts(workload, checker, fileSystem, states, seed, time, true, replaced);
    }

    /**
     * The same with some of the workload's classes replaced: by ones that leave out a sync, to see that it is missed.
     *
     * @param directory holds the classes; the checker does not see them
     * @return a copy
     */
    public PowerCuts workloadClasses(Path directory) {
        return new PowerCuts(workload, checker, fileSystem, states, seed, time, first, List.of(directory));
    }

    /**
     * Finds out whether it can be tried here, by mounting such a file system on such a disk.
     *
     * @return why it cannot be tried, or empty if it can
     * @throws IOException if the scripts cannot be written to a temporary directory
     * @throws InterruptedException if interrupted
     */
    public Optional<String> obstacle() throws IOException, InterruptedException {
        return execute(List.of("--probe")).impossible();
    }

    /**
     * Lets the workload write, cuts the power again and again, and has each state checked. Leaves nothing mounted.
     *
     * @return what came of it
     * @throws IllegalStateException if it cannot be tried here, or the workload ends by itself, or the checker does not answer
     * @throws IOException if the scripts cannot be written to a temporary directory
     * @throws InterruptedException if interrupted
     */
    public Result run() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("--states", "" + states, "--seed", "" + seed));
        options.addAll(List.of("--seconds", "" + time.toMillis() / 1000.0));
        options.addAll(List.of("--workload", java(workload, replaced) + " {dir}"));
        options.addAll(List.of("--checker", java(checker, List.of())));
        if (first) {
            options.add("--first");
        }
        Output output = execute(options);
        output.impossible().ifPresent(reason -> {
            throw new IllegalStateException("no power cuts on " + fileSystem + ": " + reason);
        });
        return new Result(
                fileSystem,
                output.count("acknowledged"),
                output.count("operations"),
                output.count("flushes"),
                output.count("states"),
                output.count("millis"),
                output.bad(),
                seed);
    }

    private Output execute(List<String> options) throws IOException, InterruptedException {
        Path scripts = Files.createTempDirectory("powercuts-");
        try {
            unpack(scripts.resolve(SCRIPT));
            unpack(scripts.resolve("logdisk.py"));
            List<String> command = new ArrayList<>(
                    List.of(python(), scripts.resolve(SCRIPT).toString(), "--fs", fileSystem.toString()));
            command.addAll(options);
            return execute(command, scripts.resolve("out"));
        } finally {
            try (Stream<Path> files = Files.list(scripts)) {
                files.map(Path::toFile).forEach(File::delete);
            }
            Files.delete(scripts);
        }
    }

    /** Whatever ends this process or this thread ends the script, which then unmounts what it has mounted. */
    private static Output execute(List<String> command, Path out) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
        } catch (IOException e) {
            return new Output(IMPOSSIBLE, List.of("impossible " + e.getMessage()));
        }
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            int exit = process.waitFor();
            return new Output(exit, Files.readAllLines(out));
        } catch (InterruptedException e) {
            process.destroy();
            process.onExit().join();
            throw e;
        } finally {
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }

    /** What the script printed: see there. */
    private record Output(int exit, List<String> lines) {

        Optional<String> impossible() {
            if (exit == 0 || (exit == FOUND_BAD && !counts().isEmpty())) {
                return Optional.empty();
            }
            return Optional.of(
                    exit == IMPOSSIBLE ? String.join(" ", starting("impossible ")) : String.join("\n", lines));
        }

        List<String> bad() {
            return starting("bad ");
        }

        Map<String, Long> counts() {
            Map<String, Long> counts = new HashMap<>();
            for (String line : starting("counts ")) {
                for (String count : line.split(" ", -1)) {
                    int equals = count.indexOf('=');
                    counts.put(count.substring(0, equals), Long.parseLong(count.substring(equals + 1)));
                }
            }
            return counts;
        }

        long count(String what) {
            return counts().getOrDefault(what, 0L);
        }

        private List<String> starting(String word) {
            return lines.stream()
                    .filter(line -> line.startsWith(word))
                    .map(line -> line.substring(word.length()))
                    .toList();
        }
    }

    private static void unpack(Path script) throws IOException {
        String resource = SCRIPTS + script.getFileName();
        try (InputStream in = PowerCuts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the testkit has no " + resource);
            }
            Files.copy(in, script);
        }
    }

    /** Debian's Python packages are for Debian's Python, which need not be the first on the path. */
    private static String python() {
        return Files.isExecutable(SYSTEM_PYTHON) ? SYSTEM_PYTHON.toString() : "python3";
    }

    private static String java(Class<?> main, List<Path> before) {
        String classPath = Stream.concat(
                        before.stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(File.pathSeparator));
        return Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        main.getName())
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
