package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system in memory, mounted where the test is allowed to, that can be made full or read-only. */
final class SmallDisk implements AutoCloseable {

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** What is used of it; an inode is a file, a directory, or one more link. */
    record Usage(long bytesPerBlock, long blocks, long inodes) {}

    static SmallDisk mountOrSkip(Path directory, String options) {
        if (!run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString())) {
            String reason =
                    "No small file system can be mounted: this needs Linux and root, as in the container of the CI.";
            System.out.println("Skipped. " + reason);
            abort(reason);
        }
        return new SmallDisk(directory);
    }

    /** Leaves room for so many blocks. */
    void leaveBlocks(long count) throws IOException {
        Usage usage = usage();
        remount("size=" + (usage.blocks + count) * usage.bytesPerBlock);
    }

    /** Leaves room for so many inodes. */
    void leaveInodes(long count) throws IOException {
        remount("nr_inodes=" + (usage().inodes + count));
    }

    void remount(String options) {
        assertThat(run("mount", "-o", "remount," + options, directory.toString()))
                .as("remounted with %s", options)
                .isTrue();
    }

    Usage usage() throws IOException {
        Process stat = new ProcessBuilder("stat", "-f", "-c", "%S %b %f %c %d", directory.toString()).start();
        String[] words = new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .strip()
                .split(" ", -1);
        long used = Long.parseLong(words[1]) - Long.parseLong(words[2]);
        return new Usage(Long.parseLong(words[0]), used, Long.parseLong(words[3]) - Long.parseLong(words[4]));
    }

    static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while mounting", e);
        }
    }

    @Override
    public void close() {
        assertThat(run("umount", directory.toString())).isTrue();
    }
}
