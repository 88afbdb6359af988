package org.mlopssdk.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.store.Digest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Opens a store that this process knows nothing of and asks where an alias of a model with many versions points: each entry is read, verified
 * and folded. The limit is reading the same bytes, and hashing them once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // by @Setup
public class OpenArtifactBenchmark {

    /** How many versions the model has. */
    @Param({"10000", "100000"})
    private int versions;

    private WorkDirectory work;
    private Path store;
    private List<Path> segments;

    /** Makes a store with a long history. */
    @Setup
    public void make() throws IOException {
        work = WorkDirectory.create();
        store = work.resolve("store");
        LongHistory.write(store, versions);
        try (Stream<Path> files = Files.list(store.resolve("segments/model/" + LongHistory.MODEL))) {
            segments = files.sorted().toList();
        }
    }

    /** Opens the store and resolves the alias. */
    @Benchmark
    public ArtifactVersion ours() {
        try (MlOps mlops = MlOps.open(store)) {
            return mlops.model(LongHistory.MODEL).alias(LongHistory.ALIAS).require();
        }
    }

    /** Reads the segments' bytes and hashes them. */
    @Benchmark
    public byte[] limitOfReadingAndHashing() throws IOException {
        MessageDigest sha256 = Digest.sha256();
        for (Path segment : segments) {
            sha256.update(Files.readAllBytes(segment));
        }
        return sha256.digest();
    }

    /** Leaves nothing behind. */
    @TearDown
    public void close() throws IOException {
        work.close();
    }
}
