package org.mlopssdk.benchmarks;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.ArtifactVersion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Registers a directory of many files of 4 KiB, durably: for the first time, and once more unchanged. The files are in the page cache. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 4)
@SuppressWarnings("NullAway.Init") // by @Setup
public class SmallFilesBenchmark {

    private static final int SIZE = 4096;
    private static final int IN_A_DIRECTORY = 1000;
    private static final int SETTLED_MILLIS = 2500;

    /** How many files there are. */
    @Param("10000")
    public int files;

    private WorkDirectory work;
    private Path source;
    private MlOps known;
    private int round;

    /** Writes the files, and registers them once when they are old enough to be trusted. */
    @Setup
    public void write() throws IOException, InterruptedException {
        work = WorkDirectory.create();
        source = work.resolve("source");
        SplittableRandom random = new SplittableRandom(1);
        byte[] bytes = new byte[SIZE];
        for (int i = 0; i < files; i++) {
            random.nextBytes(bytes);
            Path directory = Files.createDirectories(source.resolve("part-" + i / IN_A_DIRECTORY));
            Files.write(directory.resolve("file-" + i), bytes);
        }
        Thread.sleep(SETTLED_MILLIS);
        known = MlOps.open(work.resolve("known"));
        register(known);
    }

    /** Names the next store. */
    @Setup(Level.Invocation)
    public void next() {
        round++;
    }

    private ArtifactVersion register(MlOps mlops) {
        return mlops.dataset("files").newVersion().add(source).register();
    }

    /** Registers the directory in a store that knows nothing of it. */
    @Benchmark
    public ArtifactVersion ours() {
        try (MlOps mlops = MlOps.open(work.resolve("store-" + round))) {
            return register(mlops);
        }
    }

    /** Registers it again. */
    @Benchmark
    public ArtifactVersion oursUnchanged() {
        return register(known);
    }

    /** Copies each file and syncs the copy. */
    @Benchmark
    public int limitOfCopyAndSyncEach() throws IOException {
        Path copy = work.resolve("copy-" + round);
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(source)) {
            paths = tree.filter(Files::isRegularFile).toList();
        }
        for (Path path : paths) {
            Path target = copy.resolve(source.relativize(path));
            Files.createDirectories(target.getParent());
            try (FileOutputStream out = new FileOutputStream(target.toFile())) {
                Files.copy(path, out);
                out.getFD().sync();
            }
        }
        return paths.size();
    }

    /** The same by {@code cp -r} and {@code sync}. */
    @Benchmark
    public int peerCpAndSyncEach() throws IOException, InterruptedException {
        return Shell.run(
                "cp -r \"$1\" \"$2\" && find \"$2\" -type f -exec sync {} +", source, work.resolve("cp-" + round));
    }

    /** Leaves nothing behind. */
    @TearDown
    public void close() throws IOException {
        known.close();
        work.close();
    }
}
