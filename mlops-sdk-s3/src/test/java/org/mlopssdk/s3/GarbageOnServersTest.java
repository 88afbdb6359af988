package org.mlopssdk.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.GarbageReport;
import org.mlopssdk.registry.GarbageReport.Fate;
import org.mlopssdk.store.Content;

/**
 * Garbage is collected by two processes while two others make it and refer to it; some of the three are stopped by SIGSTOP across whole
 * collections. No acknowledged version is missing anything afterwards. The seed is printed; {@code -Dmlops.seed=...} repeats one, as far as the scheduler lets
 * it.
 */
@Tag("heavy")
class GarbageOnServersTest {

    private static final int ROUNDS = 3;
    private static final int STEPS_OF_A_ROUND = 4;
    private static final int NEAR = 6;

    @ParameterizedTest
    @ValueSource(strings = {"s3proxy", "ceph"})
    void collectingBesideWritersLeavesNothingDangling(String name) throws Exception {
        S3Server server = Servers.named(name);
        String bucket = server.newBucket();
        long seed = Long.getLong("mlops.seed", 1);
        SplittableRandom random = new SplittableRandom(seed);
        int[] counts = new int[Fate.values().length];
        int stopped = 0;
        List<Worker> workers = new ArrayList<>();
        try (MlOps mlops =
                MlOps.builder().store(Stores.in(server, bucket).open()).open()) {
            for (String role : List.of("writer1", "writer2", "collector")) {
                workers.add(new Worker(server, bucket, role));
            }
            for (int round = 0; round < ROUNDS; round++) {
                stopped += round(workers, mlops, random, counts);
            }
            for (Worker worker : workers) {
                worker.stop();
            }
            int versions = check(mlops, workers);
            System.out.printf(
                    "%s, seed %d: %d collections beside those of another process, %d processes stopped across some, %d"
                            + " set aside, %d brought back, %d dropped, %d versions, nothing dangling%n",
                    server,
                    seed,
                    2 * ROUNDS,
                    stopped,
                    counts[Fate.SET_ASIDE.ordinal()],
                    counts[Fate.RESTORED.ordinal()],
                    counts[Fate.DROPPED.ordinal()],
                    versions);
        } finally {
            for (Worker worker : workers) {
                worker.process.destroyForcibly();
            }
        }
    }

    /** Lets all work, stops some, collects twice, and lets them go on. */
    private static int round(List<Worker> workers, MlOps mlops, SplittableRandom random, int[] counts)
            throws Exception {
        for (Worker worker : workers) {
            worker.work(worker.role.equals("collector") ? 1 : STEPS_OF_A_ROUND);
        }
        for (Worker worker : workers) {
            worker.awaitOneMore();
        }
        List<Worker> some =
                workers.stream().filter(worker -> random.nextBoolean()).toList();
        for (Worker worker : some) {
            worker.signal("STOP");
        }
        for (int i = 0; i < 2; i++) {
            GarbageReport report = mlops.garbage().collect();
            report.items().forEach(item -> counts[item.fate().ordinal()]++);
        }
        for (Worker worker : some) {
            worker.signal("CONT");
        }
        return some.size();
    }

    private static int check(MlOps mlops, List<Worker> workers) throws IOException {
        assertThat(mlops.verify().findings()).isEmpty();
        int versions = 0;
        for (Worker worker : workers) {
            for (String line : worker.told) {
                if (line.startsWith("version ")) {
                    String[] words = line.split(" ");
                    int content = Integer.parseInt(words[2]);
                    ArtifactVersion version = mlops.model("m").version(Long.parseLong(words[1]));
                    assertThat(version.open("weights.bin")).hasBinaryContent(bytes(content));
                    assertThat(version.open("next/weights.bin")).hasBinaryContent(bytes(content + 1));
                    versions++;
                }
            }
        }
        assertThat(versions).isPositive();
        return versions;
    }

    private static byte[] bytes(int content) {
        return ("content " + content).getBytes(UTF_8);
    }

    /** A process of its own; tells in lines what was acknowledged, and does a step whenever it is told to. */
    private static final class Worker {

        private final String role;
        private final Process process;
        private int heard;
        private final Queue<String> told = new ConcurrentLinkedQueue<>();
        private final Thread reader = new Thread(this::read, "listens");

        Worker(S3Server server, String bucket, String role) throws IOException {
            this.role = role;
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx96m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    GarbageOnServersTest.class.getName(),
                    server.endpoint().toString(),
                    bucket,
                    role);
            builder.environment().put("AWS_ACCESS_KEY_ID", server.accessKey());
            builder.environment().put("AWS_SECRET_ACCESS_KEY", server.secretKey());
            process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            reader.start();
        }

        private void read() {
            try (BufferedReader lines = process.inputReader()) {
                lines.lines().forEach(told::add);
            } catch (IOException | UncheckedIOException e) {
                told.add("cannot be heard: " + e);
            }
        }

        void work(int steps) throws IOException {
            process.getOutputStream().write("go\n".repeat(steps).getBytes(UTF_8));
            process.getOutputStream().flush();
        }

        void awaitOneMore() {
            await().atMost(Duration.ofMinutes(10)).until(() -> told.size() > heard || !process.isAlive());
            heard = told.size();
        }

        void signal(String signal) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        void stop() throws IOException, InterruptedException {
            process.getOutputStream().close();
            assertThat(process.waitFor()).as(told.toString()).isZero();
            reader.join();
        }
    }

    /** Takes the endpoint, the bucket and the role; each line of its standard input is a step. */
    public static void main(String[] args) throws IOException {
        S3Server server = new S3Server(
                "",
                "",
                URI.create(args[0]),
                System.getenv("AWS_ACCESS_KEY_ID"),
                System.getenv("AWS_SECRET_ACCESS_KEY"));
        SplittableRandom random = new SplittableRandom(args[2].hashCode());
        try (S3BlobStore store = Stores.in(server, args[1]).open();
                MlOps mlops = MlOps.builder().store(store).author(args[2]).open()) {
            BufferedReader steps = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (int next = 0; steps.readLine() != null; next++) {
                work(mlops, store, args[2], next / 2 + random.nextInt(NEAR), random.nextInt(3));
            }
        }
    }

    private static void work(MlOps mlops, S3BlobStore store, String role, int content, int what) {
        if (role.equals("collector")) {
            mlops.garbage().collect();
            System.out.println("collected");
        } else if (what == 0) {
            store.put(Content.of(bytes(content)));
            System.out.println("left " + content);
        } else {
            ArtifactVersion version = mlops.model("m")
                    .newVersion()
                    .add("weights.bin", bytes(content))
                    .add("next/weights.bin", bytes(content + 1))
                    .register();
            System.out.println("version " + version.number() + " " + content);
        }
    }
}
