package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.ProgressListener;

/** Big content and processes that die, or share a cache. */
@Tag("heavy")
class BigFilesProcessesTest {

    private static final long SEED = Long.getLong("mlops.seed", 1);
    private static final long BOUND = 1 << 20;

    @TempDir
    Path directory;

    private static Process start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void whatAKilledProcessSentIsNotSentAgain() throws Exception {
        int parts = 8;
        byte[] content = new byte[parts * BigFiles.PART];
        new java.util.Random(3).nextBytes(content);
        Path file = Files.write(directory.resolve("large"), content);
        try (BigFiles big = new BigFiles(directory)) {
            Process process = start(
                    UploadProcess.class,
                    big.server.endpoint().toString(),
                    "s3://" + big.bucketName + "/ml",
                    file.toString(),
                    big.server.accessKey(),
                    big.server.secretKey());
            assertThat(process.inputReader().readLine()).isEqualTo("sent " + 2L * BigFiles.PART);
            process.destroyForcibly().waitFor();
            assertThat(big.uploads()).isOne();
            Digest digest = big.store.put(Content.of(file));
            assertThat(big.meddled.count("createMultipartUpload")).isZero();
            assertThat(big.meddled.count("uploadPart")).isBetween(1L, parts - 2L);
            assertThat(big.store.open(digest.key(), ByteRange.ALL).orElseThrow().readAllBytes())
                    .isEqualTo(content);
            assertThat(big.uploads()).isZero();
        }
    }

    @Test
    void processesThatFillASmallCacheHandOutNothingWrongAndKeepItSmall() throws Exception {
        Path shared = directory.resolve("cache");
        long fetched = 0;
        for (long[] counts : ended(startReaders(shared, 400))) {
            assertThat(counts[3]).as("wrong").isZero();
            fetched += counts[1];
        }
        assertThat(fetched).as("what went and came again").isGreaterThan(2 * CacheProcess.CONTENTS);
        Interrupts.sleep(CacheProcess.IN_USE.multipliedBy(2));
        CacheProcess.cache(shared, BOUND).file(Digest.of(new byte[0]), ProgressListener.NONE, (file, told) -> true);
        assertThat(bytes(shared)).isLessThanOrEqualTo(BOUND);
    }

    @Test
    void aCacheMayBeDeletedAtAnyMomentBesideItsReaders() throws Exception {
        System.out.println("mlops.seed=" + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        Path shared = directory.resolve("cache");
        List<Process> processes = startReaders(shared, 200);
        int deletions = 0;
        while (processes.stream().anyMatch(Process::isAlive)) {
            deletions += delete(shared) ? 1 : 0;
            LockSupport.parkNanos(random.nextInt(50_000_000));
        }
        assertThat(deletions).isPositive();
        for (long[] counts : ended(processes)) {
            assertThat(counts[3]).as("wrong").isZero();
        }
    }

    private static List<Process> startReaders(Path shared, int reads) throws IOException {
        List<Process> processes = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            processes.add(start(
                    CacheProcess.class,
                    shared.toString(),
                    Long.toString(BOUND),
                    Long.toString(SEED + i),
                    Integer.toString(reads)));
        }
        return processes;
    }

    /** Read, fetched, gone, wrong. */
    private static List<long[]> ended(List<Process> processes) throws Exception {
        List<long[]> counts = new ArrayList<>();
        for (Process process : processes) {
            String said = process.inputReader().readLine();
            assertThat(process.waitFor()).as(said).isZero();
            System.out.println("read, fetched, gone, wrong: " + said);
            counts.add(Arrays.stream(said.split(" ")).mapToLong(Long::parseLong).toArray());
        }
        return counts;
    }

    private static long bytes(Path shared) throws IOException {
        try (Stream<Path> files = Files.list(shared)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** As {@code rm -r} does, which others may get in the way of. */
    private static boolean delete(Path shared) throws IOException {
        try (Stream<Path> files = Files.list(shared)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            return Files.deleteIfExists(shared);
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            return false; // made anew meanwhile
        }
    }
}
