package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.Run;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.MemoryBlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What each operation asks of the server: requests by kind, as docs/object-stores-cost.md states them. */
class CostTest {

    private static final String MODEL = "failure";

    @TempDir
    Path directory;

    private final S3Server server = Servers.s3proxy();
    private final URI place = URI.create("s3://" + server.newBucket() + "/ml");
    private final FaultProxy proxy = new FaultProxy(server.endpoint());

    @AfterEach
    void stop() {
        proxy.close();
    }

    private MlOps open() {
        return MlOps.builder().store(store()).author("tester").open();
    }

    private S3BlobStore store() {
        return S3BlobStore.builder()
                .at(place)
                .endpoint(proxy.uri())
                .region(S3Server.REGION)
                .credentials(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .cache(directory.resolve("cache"), 1L << 30)
                .open();
    }

    /** Such as {@code 3 get, 1 put}: what was asked for since the last time. */
    private String asked() {
        Map<String, Long> counts = proxy.takeRequests().stream()
                .collect(Collectors.groupingBy(
                        request ->
                                request.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        TreeMap::new,
                        Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private void costs(String operation, String requests) {
        String asked = asked();
        System.out.println(operation + ": " + (asked.isEmpty() ? "nothing" : asked));
        assertThat(asked).as(operation).isEqualTo(requests);
    }

    @Test
    void ofWhatATeamDoesEachDay() throws IOException {
        open().close();
        assertThat(proxy.takeRequests())
                .as("making a store, with the probe: racing creates may be tried again")
                .hasSizeBetween(20, 50);
        MlOps mlops = open();
        costs("open", "1 get");
        Artifact model = mlops.model(MODEL);
        ArtifactVersion version = version(mlops, "the first");
        costs("register the first version of a model, which is the first of the store", "2 get, 6 put");
        version(mlops, "the second");
        costs("register", "1 get, 3 put");
        Path big = Files.write(directory.resolve("big.bin"), new byte[20 << 20]);
        ArtifactVersion large = model.newVersion().add("w.bin", big).register();
        costs(
                "register a file of 20 MiB",
                "1 complete upload, 1 create upload, 1 get, 1 head, 1 list uploads, 2 put, 3 put part");
        model.promote(large).to("champion").overriding("it is better").commit();
        costs("promote", "2 get, 2 put");
        model.alias("champion").require();
        costs("resolve an alias of a stream that is known", "1 get");
        try (Run run = mlops.experiment("training").start()) {
            costs("start the first run of an experiment", "2 get, 3 put");
            run.metric("loss", 0.5, 1).flush();
            costs("flush metrics", "1 put");
        }
        costs("end a run", "5 get, 2 head, 1 list, 3 put");
        mlops.close();
        proxy.takeRequests();

        MlOps service = open();
        ArtifactVersion champion = service.model(MODEL).alias("champion").require();
        costs("open, and resolve an alias of four entries", "7 get");
        Path file = champion.path("w.bin");
        assertThat(file).hasSize(20 << 20);
        costs("read a file of 20 MiB", "4 get");
        champion.path("w.bin");
        costs("read it again", "");
        champion.materialize(directory.resolve("out"));
        costs("materialize what is in the cache", "");
        service.verify();
        costs("verify", "33 get, 13 head, 10 list");
        service.garbage().collect();
        costs("collect garbage where there is none", "30 get, 3 head, 2 list, 1 list uploads, 6 put");
        service.close();
    }

    private static ArtifactVersion version(MlOps mlops, String content) {
        return mlops.model(MODEL)
                .newVersion()
                .add("w.bin", content.getBytes(StandardCharsets.UTF_8))
                .metrics(Metrics.of("f1", 0.8))
                .register();
    }

    @Test
    void ofOpeningAThousandVersions() {
        assertThat(requestsToResolve(1000)).isEqualTo("33 get");
    }

    @Tag("heavy")
    @Test
    void ofOpeningTenThousandVersions() {
        assertThat(requestsToResolve(10_000)).isEqualTo("303 get");
    }

    /** The journal is written elsewhere, and what a reader needs of it is copied, since nothing else is asked for. */
    private String requestsToResolve(int versions) {
        MemoryBlobStore memory = new MemoryBlobStore();
        try (MlOps mlops = MlOps.builder().store(memory).open()) {
            version(mlops, "the only one");
            mlops.model(MODEL)
                    .promote(mlops.model(MODEL).latest().orElseThrow())
                    .to("champion")
                    .overriding("first")
                    .commit();
            for (int i = 2; i <= versions; i++) {
                version(mlops, "the only one");
            }
        }
        open().close();
        copy(memory, "segments/", key -> true);
        copy(memory, "journal/", key -> key.path().matches(".*(00|01|" + (versions / 100) + "..)"));
        try (MlOps mlops = open()) {
            proxy.takeRequests();
            assertThat(mlops.model(MODEL).alias("champion").version()).isPresent();
            String asked = asked();
            System.out.println("resolve an alias among " + versions + " versions: " + asked);
            return asked;
        }
    }

    private void copy(MemoryBlobStore memory, String prefix, Predicate<BlobKey> needed) {
        List<BlobKey> keys = memory.list(prefix, "", 1000);
        while (!keys.isEmpty()) {
            for (BlobKey key : keys) {
                if (needed.test(key)) {
                    memory.open(key, ByteRange.ALL).ifPresent(in -> put(key, in));
                }
            }
            keys = memory.list(prefix, keys.get(keys.size() - 1).path(), 1000);
        }
    }

    private void put(BlobKey key, InputStream in) {
        try (in) {
            String path = "/" + place.getAuthority() + place.getPath() + "/" + key.path();
            assertThat(server.request("PUT", path, Map.of(), in.readAllBytes()).statusCode())
                    .isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ofFollowingIsOneLookAtTheNextEntryEachTimeForAllAliasesOfAModel() {
        try (MlOps mlops =
                MlOps.builder().store(store()).polling(Duration.ofMillis(5)).open()) {
            Artifact model = mlops.model(MODEL);
            model.promote(version(mlops, "a"))
                    .to("champion")
                    .to("challenger")
                    .overriding("first")
                    .commit();
            model.serve("champion", version -> version);
            model.serve("challenger", version -> version);
            await().atMost(Duration.ofMinutes(5))
                    .untilAsserted(
                            () -> { // after the first look at where the aliases point
                                assertThat(proxy.countRequests()).isGreaterThan(10);
                                assertThat(proxy.takeRequests().stream()
                                                .map(WireRequest::subject)
                                                .distinct())
                                        .containsExactly("HEAD ml/journal/model/failure/00000000000000000003");
                            });
        }
    }
}
