package org.mlopssdk.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Peers that are programs. */
final class Shell {

    private Shell() {}

    /** Runs a command, to which the paths are {@code $1}, {@code $2} and so on; one that fails is an exception. */
    static int run(String command, Path... paths) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", command, "sh"));
        for (Path path : paths) {
            words.add(path.toString());
        }
        int exit = new ProcessBuilder(words).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException(words + " ended with " + exit);
        }
        return exit;
    }
}
