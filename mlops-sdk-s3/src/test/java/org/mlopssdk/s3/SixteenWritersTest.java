package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.s3.RegistrarProcess.Registered;
import org.mlopssdk.testkit.AliasLog;
import org.mlopssdk.testkit.AliasModel;
import org.mlopssdk.testkit.AliasModel.Told;
import org.mlopssdk.testkit.Linearizability;
import org.mlopssdk.testkit.Linearizability.Operation;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Sixteen writers in four JVMs register versions of one model and move one alias of it: one of them at a time explains all that they were told. */
class SixteenWritersTest {

    private static final int PROCESSES = 4;
    private static final int THREADS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path directory;

    @Tag("heavy")
    @Test
    void areToldWhatOneAtATimeExplains() throws Exception {
        race(Servers.ceph(), Duration.ofSeconds(4));
    }

    @Tag("campaign")
    @ParameterizedTest
    @ValueSource(strings = {"s3proxy", "ceph"})
    void areToldWhatOneAtATimeExplainsForTwentySeconds(String server) throws Exception {
        race(Servers.named(server), Duration.ofSeconds(20));
    }

    private void race(S3Server server, Duration time) throws Exception {
        URI store = URI.create("s3://" + server.newBucket() + "/ml");
        Path stop = directory.resolve("stop");
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(start(server, store, "jvm" + i, stop));
            }
            await().atMost(PATIENCE)
                    .until(() -> logs(".versions").size() == PROCESSES * THREADS || anyEnded(processes));
            boolean ended = processes.get(0).waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(ended).as("a writer ended: %s", errors()).isFalse();
            Files.createFile(stop);
            for (Process process : processes) {
                assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("ends when told")
                        .isTrue();
                assertThat(process.exitValue())
                        .as(() -> "exit value; " + errors())
                        .isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        check(server, store, time);
    }

    private static boolean anyEnded(List<Process> processes) {
        return processes.stream().anyMatch(process -> !process.isAlive());
    }

    private Process start(S3Server server, URI store, String name, Path stop) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RegistrarProcess.class.getName(),
                server.endpoint().toString(),
                store.toString(),
                Integer.toString(THREADS),
                name,
                directory.toString(),
                stop.toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", server.accessKey());
        builder.environment().put("AWS_SECRET_ACCESS_KEY", server.secretKey());
        builder.redirectErrorStream(true);
        return builder.redirectOutput(directory.resolve(name + ".err").toFile()).start();
    }

    private void check(S3Server server, URI store, Duration time) throws IOException {
        List<Operation<Told>> history = AliasLog.read(logs(".moves"));
        long before = System.nanoTime();
        assertThat(Linearizability.problem(new AliasModel(), history)).isEmpty();
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        List<Registered> registered = registered();
        try (MlOps mlops = open(server, store)) {
            List<ArtifactVersion> versions = mlops.model(RegistrarProcess.MODEL).versions();
            assertThat(versions)
                    .extracting(ArtifactVersion::number)
                    .as("numbers without gaps")
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, versions.size()).boxed().toList());
            assertThat(registered)
                    .extracting(Registered::number)
                    .as("each version is told to one writer")
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, versions.size()).boxed().toList());
            long moved = count(history, Told.Moved.class);
            assertThat(mlops.model(RegistrarProcess.MODEL)
                            .alias(RegistrarProcess.ALIAS)
                            .revision())
                    .isBetween(moved, moved + count(history, Told.Unknown.class));
            assertThat(mlops.verify().findings()).isEmpty();
        }
        requireOrderOfTime(registered);
        System.out.println(server + ": " + PROCESSES * THREADS + " writers in " + PROCESSES + " JVMs for "
                + time.toSeconds()
                + " s: " + registered.size() + " versions, " + count(history, Told.Read.class) + " reads, "
                + count(history, Told.Moved.class) + " moves, " + count(history, Told.Conflict.class) + " conflicts, "
                + count(history, Told.Unknown.class) + " unknown; checked in " + took.toMillis() + " ms");
    }

    private static MlOps open(S3Server server, URI store) {
        return MlOps.builder()
                .store(S3BlobStore.builder()
                        .at(store)
                        .endpoint(server.endpoint())
                        .region(S3Server.REGION)
                        .credentials(StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                        .open())
                .open();
    }

    /** Whoever was told a number before another asked has the lower one. */
    private static void requireOrderOfTime(List<Registered> byNumber) {
        long latestInvocation = Long.MIN_VALUE;
        for (Registered one : byNumber) {
            assertThat(one.returned())
                    .as("%s, and one of a lower number that began after it", one)
                    .isGreaterThan(latestInvocation);
            latestInvocation = Math.max(latestInvocation, one.invoked());
        }
    }

    private List<Registered> registered() throws IOException {
        List<Registered> all = new ArrayList<>();
        for (Path log : logs(".versions")) {
            Files.readAllLines(log).stream().map(Registered::parse).forEach(all::add);
        }
        all.sort(Comparator.comparingLong(Registered::number));
        return all;
    }

    private List<Path> logs(String end) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private String errors() {
        try {
            StringBuilder all = new StringBuilder();
            for (Path file : logs(".err")) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static long count(List<Operation<Told>> history, Class<? extends Told> what) {
        return history.stream()
                .filter(operation -> what.isInstance(operation.told()))
                .count();
    }
}
