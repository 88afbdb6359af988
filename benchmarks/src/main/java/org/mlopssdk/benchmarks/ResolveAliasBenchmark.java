package org.mlopssdk.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.Alias;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.ServedModel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Asks where an alias points, of a model whose entries are known: one look for an entry that another process may have written since. The limit is
 * that look alone, the cheapest way that Java has.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // by @Setup
public class ResolveAliasBenchmark {

    private static final String ALIAS = "champion";
    private static final int VERSIONS = 20;

    private WorkDirectory work;
    private MlOps mlops;
    private Artifact model;
    private ServedModel<String> served;
    private File absent;

    /** Makes a store with a history. */
    @Setup
    public void open() throws IOException {
        work = WorkDirectory.create();
        mlops = MlOps.open(work.resolve("store"));
        model = mlops.model("failure");
        for (int i = 0; i < VERSIONS; i++) {
            ArtifactVersion version = model.newVersion()
                    .add("model.txt", ("model number " + i).getBytes(StandardCharsets.UTF_8))
                    .register();
            model.promote(version).to(ALIAS).overriding("benchmark").commit();
        }
        served = model.serve(ALIAS, version -> version.subject());
        absent =
                work.resolve("store/journal/model/failure/99999999999999999999").toFile();
    }

    /** Resolves the alias, asking the store whether it has moved. */
    @Benchmark
    public Alias oursAsking() {
        return model.alias(ALIAS);
    }

    /** Takes the version that is served, which a thread behind keeps up with the alias. */
    @Benchmark
    public ArtifactVersion oursServed() {
        return served.version();
    }

    /** Asks the file system for a file that is not there. */
    @Benchmark
    public boolean limitOfOneStat() {
        return absent.exists();
    }

    /** Leaves nothing behind. */
    @TearDown
    public void close() throws IOException {
        mlops.close();
        work.close();
    }
}
