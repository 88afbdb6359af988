package org.mlopssdk.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and prints how the library stands beside its limits and peers. Arguments are those of JMH, for example a regular
 * expression of benchmarks' names; {@code --quick} proves in some seconds that all of them run, and measures nothing.
 */
public final class Benchmarks {

    /** Without a process for each, whose start would take most of the time. */
    private static final List<String> QUICK = List.of(
            "-f",
            "0",
            "-wi",
            "0",
            "-i",
            "1",
            "-r",
            "100ms",
            "-foe",
            "true",
            "-p",
            "mebibytes=16",
            "-p",
            "files=200",
            "-p",
            "values=10000",
            "-p",
            "versions=1000",
            "-p",
            "breakPoints=256",
            "-p",
            "rows=10000");

    private Benchmarks() {}

    /**
     * Runs the benchmarks.
     *
     * @param args arguments of JMH, or {@code --quick} among them
     * @throws Exception if one fails and {@code -foe true} was given, or the arguments are wrong
     */
    public static void main(String[] args) throws Exception {
        CommandLineOptions options = new CommandLineOptions(expanded(args));
        Runner runner = new Runner(withoutAbsentPeers(options));
        if (options.shouldHelp()) {
            options.showHelp();
        } else if (options.shouldList()) {
            runner.list();
        } else {
            Comparisons comparisons = Comparisons.of(runner.run());
            Path directory = WorkDirectory.parent();
            System.out.printf(
                    "%nJava %s, %d processors, %s (%s)%n%n%s",
                    System.getProperty("java.runtime.version"),
                    Runtime.getRuntime().availableProcessors(),
                    directory,
                    Files.getFileStore(directory).type(),
                    comparisons);
        }
    }

    private static Options withoutAbsentPeers(CommandLineOptions options) throws Exception {
        if (SciPy.isThere()) {
            return options;
        }
        ChainedOptionsBuilder some = new OptionsBuilder().parent(options);
        options.getExcludes().forEach(some::exclude);
        return some.exclude("peerScipy").build();
    }

    private static String[] expanded(String[] args) {
        List<String> expanded = new ArrayList<>();
        for (String arg : args) {
            expanded.addAll(arg.equals("--quick") ? QUICK : List.of(arg));
        }
        return expanded.toArray(String[]::new);
    }
}
