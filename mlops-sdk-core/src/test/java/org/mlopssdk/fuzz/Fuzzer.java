package org.mlopssdk.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs Jazzer on one parser in a process of its own, whose memory and time per input are bounded. */
final class Fuzzer {

    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
    private static final String SEED = System.getProperty("mlops.seed", "1");

    private Fuzzer() {}

    /** How many inputs were tried. A finding, a hang or an exhausted memory is an error that tells how to repeat it. */
    static long run(String target, String parser, Path corpus, Path work, Duration time) throws Exception {
        Path found = Files.createDirectories(work.resolve("corpus"));
        Path log = work.resolve("fuzzer.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Xss512k",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target,
                        "--target_args=" + parser,
                        "--instrumentation_includes=org.mlopssdk.**:com.fasterxml.jackson.core.json.**",
                        "--custom_hook_includes=org.mlopssdk.**",
                        "-seed=" + SEED,
                        "-max_total_time=" + time.toSeconds(),
                        "-max_len=4096",
                        "-timeout=300",
                        "-rss_limit_mb=3000",
                        "-artifact_prefix=" + work + "/",
                        found.toString(),
                        corpus.toString()))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(time.toSeconds() + 3600, TimeUnit.SECONDS)) {
                throw new AssertionError("the fuzzer of " + parser + " hangs: " + end(log));
            }
        } finally {
            process.destroyForcibly();
        }
        Matcher done = DONE.matcher(Files.readString(log));
        if (process.exitValue() != 0 || !done.find()) {
            throw new AssertionError("the fuzzer of " + parser + " with seed " + SEED + " ended with "
                    + process.exitValue() + ": " + end(log));
        }
        System.out.println("fuzzed " + parser + ": " + done.group(1) + " inputs in " + done.group(2)
                + " s, 0 findings, seed " + SEED);
        return Long.parseLong(done.group(1));
    }

    private static String end(Path log) throws IOException {
        String text = Files.readString(log)
                .lines()
                .filter(line -> !line.startsWith("INFO: "))
                .collect(java.util.stream.Collectors.joining(System.lineSeparator()));
        return text.substring(Math.max(0, text.length() - 8000));
    }
}
