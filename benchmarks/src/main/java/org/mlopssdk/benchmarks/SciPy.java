package org.mlopssdk.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * SciPy's {@code ks_2samp} on the samples of a {@link KolmogorovSmirnovBenchmark}, in a process that has read them before it is asked; asking it costs
 * microseconds. The Python is {@code python3}, or what {@code -Dbenchmarks.python=...} names.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // by @Setup
public class SciPy {

    private static final String PYTHON = System.getProperty("benchmarks.python", "python3");
    private static final double ROUNDING = 1e-14;
    private static final String PROGRAM = """
        import sys
        import numpy as np
        from scipy.stats import ks_2samp
        x, y = [np.fromfile(path, '>f8').astype(float) for path in sys.argv[1:]]
        for question in sys.stdin:
            print(float(ks_2samp(x, y, method='asymp').statistic), flush=True)
        """;

    private WorkDirectory work;
    private Process process;
    private PrintWriter questions;
    private BufferedReader answers;

    /** Whether there is a Python that has SciPy; says so where there is none. */
    static boolean isThere() throws IOException, InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder(PYTHON, "-c", "import scipy.stats")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            there = false;
        }
        if (!there) {
            System.out.println("SciPy is left out, since " + PYTHON
                    + " has none or is none; -Dbenchmarks.python=... names another Python.");
        }
        return there;
    }

    /** Hands the samples over and compares the statistics, lest two different things are measured. */
    @Setup
    public void start(KolmogorovSmirnovBenchmark samples) throws IOException {
        work = WorkDirectory.create();
        List<String> command = new ArrayList<>(List.of(PYTHON, "-c", PROGRAM));
        command.add(written("x", samples.x).toString());
        command.add(written("y", samples.y).toString());
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        questions = new PrintWriter(process.outputWriter(), true);
        answers = process.inputReader();
        double theirs = statistic();
        double ours = samples.oursPrepared().statistic();
        if (!(Math.abs(theirs - ours) < ROUNDING)) {
            throw new IllegalStateException("SciPy finds " + theirs + " where " + ours + " is found here.");
        }
    }

    private Path written(String name, double[] sample) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * sample.length);
        bytes.asDoubleBuffer().put(sample);
        return Files.write(work.resolve(name), bytes.array());
    }

    /** Lets SciPy compute the statistic and its p-value. */
    double statistic() throws IOException {
        questions.println();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(PYTHON + " has ended; what it wrote stands above.");
        }
        return Double.parseDouble(answer);
    }

    /** Ends the process and leaves nothing behind. */
    @TearDown
    public void close() throws IOException, InterruptedException {
        questions.close();
        process.waitFor();
        work.close();
    }
}
