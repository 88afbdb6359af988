package org.mlopssdk.benchmarks;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Registers a version of a few bytes: a file, a manifest and an entry, each published durably. The limit is publishing one file durably, which
 * is done three times here. How long a disk takes changes from second to second, so {@link #inTurn} does both by turns and tells the ratio of
 * their medians.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // by @Setup
public class RegisterBenchmark {

    private static final byte[] MANIFEST = new byte[166];
    private static final byte[] ENTRY = new byte[544];

    private WorkDirectory work;
    private MlOps mlops;
    private Artifact model;
    private Path published;
    private long count;
    private boolean warmingUp;
    private final List<Long> oursInTurn = new ArrayList<>();
    private final List<Long> limitInTurn = new ArrayList<>();

    /** Makes an empty store. */
    @Setup
    public void open() throws IOException {
        work = WorkDirectory.create();
        mlops = MlOps.open(work.resolve("store"));
        model = mlops.model("failure");
        published = Files.createDirectory(work.resolve("published"));
    }

    private byte[] freshBytes() {
        count++;
        return ("model number " + count).getBytes(StandardCharsets.UTF_8);
    }

    /** Registers a version. */
    @Benchmark
    public ArtifactVersion ours() {
        return model.newVersion().add("model.txt", freshBytes()).register();
    }

    /** Creates, syncs and links one file, and syncs its directory. */
    @Benchmark
    public Path limitOfOneFile() throws IOException {
        return publish(freshBytes(), "content");
    }

    /** The same for as many bytes as content, manifest and entry have. */
    @Benchmark
    public Path limitOfThreeFiles() throws IOException {
        publish(freshBytes(), "content");
        publish(MANIFEST, "manifest");
        return publish(ENTRY, "entry");
    }

    /** One version, three bare files, and again; the ratio of their medians is printed at the end. */
    @Benchmark
    public void inTurn() throws IOException {
        long start = System.nanoTime();
        ours();
        long middle = System.nanoTime();
        limitOfThreeFiles();
        oursInTurn.add(middle - start);
        limitInTurn.add(System.nanoTime() - middle);
    }

    /** What was done while warming up does not count. */
    @Setup(Level.Iteration)
    public void forgetWarmup(IterationParams iteration) {
        boolean warm = warmingUp;
        warmingUp = iteration.getType() == IterationType.WARMUP;
        if (warm && !warmingUp) {
            oursInTurn.clear();
            limitInTurn.clear();
        }
    }

    private void printMedians() {
        if (!oursInTurn.isEmpty()) {
            double ours = median(oursInTurn);
            double limit = median(limitInTurn);
            System.out.printf(
                    Locale.ROOT,
                    "%nRegister in turn, medians of %,d: ours %.3f ms, three bare files %.3f ms, ratio %.2f%n",
                    oursInTurn.size(),
                    ours / 1e6,
                    limit / 1e6,
                    ours / limit);
        }
    }

    private static double median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private Path publish(byte[] bytes, String name) throws IOException {
        Path written = work.resolve("written");
        try (FileOutputStream out = new FileOutputStream(written.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        }
        Path place = published.resolve(name + count);
        Files.createLink(place, written);
        try (FileChannel directory = FileChannel.open(published, StandardOpenOption.READ)) {
            directory.force(true);
        }
        Files.delete(written);
        return place;
    }

    /** Leaves nothing behind. */
    @TearDown
    public void close() throws IOException {
        printMedians();
        mlops.close();
        work.close();
    }
}
