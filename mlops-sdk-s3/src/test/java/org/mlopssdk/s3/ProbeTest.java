package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.Creation;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Opening finds out what it opens. */
class ProbeTest {

    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    private static Stream<Arguments> badServices() {
        return Stream.of(
                bad(BadServices.IgnoresTheCondition::new, "it ignores If-None-Match"),
                bad(BadServices.KnowsNoCondition::new, "does not implement what a store takes"),
                bad(BadServices.IsRacy::new, "looks first and writes later"),
                bad(BadServices.KnowsOnlyConflicts::new, "again and again, never that it lost"),
                bad(BadServices.HasStaleHeads::new, "its answers are stale"),
                bad(BadServices.ListsInNoOrder::new, "not in order"),
                bad(BadServices.IgnoresRanges::new, "does not know ranges"),
                bad(BadServices.DropsMetadata::new, "does not keep the metadata"),
                bad(BadServices.KeepsWhatIsDeleted::new, "what was deleted is still there"));
    }

    private static Arguments bad(Supplier<FakeService> service, String finding) {
        return Arguments.of(finding, service);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badServices")
    void aServiceThatAStoreCannotRestOnIsRefusedWithWhatItDoes(String finding, Supplier<FakeService> make) {
        try (FakeService service = make.get()) {
            assertThatThrownBy(() -> at(service).open())
                    .isInstanceOf(UnsupportedFormatException.class)
                    .hasMessageStartingWith("s3://bucket/ml/")
                    .hasMessageContaining(finding)
                    .hasMessageContaining("docs/object-stores.md")
                    .hasMessageContaining("readOnly()");
            assertThat(service.objects.keySet()).noneMatch(key -> key.startsWith("ml/FORMAT"));
            if (!(service instanceof BadServices.KeepsWhatIsDeleted)) {
                assertThat(service.objects).isEmpty();
            }
            assertThatThrownBy(() -> at(service).open()).as("again").hasMessageContaining(finding);

            service.put("ml/FORMAT/layout", "mlops-sdk-s3 1\nprobed elsewhere\n".getBytes(StandardCharsets.UTF_8));
            at(service).readOnly().open().close();
        }
    }

    @Test
    void anHonestServiceIsProbedOnceAndThenOpenedByOneRequest() {
        try (FakeService service = new FakeService()) {
            at(service).open().close();
            int first = service.requests.getAndSet(0);
            assertThat(service.objects).containsOnlyKeys("ml/FORMAT/layout");
            assertThat(service.objects.get("ml/FORMAT/layout"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("mlops-sdk-s3 1\nprobed " + service.endpoint() + "/bucket\n");

            at(service).open().close();
            assertThat(service.requests.getAndSet(0))
                    .as("requests to open again")
                    .isEqualTo(1);

            at(service).at(URI.create("s3://bucket/other")).open().close();
            assertThat(service.requests.getAndSet(0))
                    .as("requests to make another")
                    .isEqualTo(3);

            assertThat(first).as("requests of the first time").isBetween(35, 50);
            System.out.println(first + " requests to probe and make a store, 3 to make another, 1 to open it");
        }
    }

    @Test
    void aStoreThatWasCopiedToAnotherServiceIsProbedThere() {
        try (FakeService service = new BadServices.IgnoresTheCondition()) {
            service.put(
                    "ml/FORMAT/layout",
                    "mlops-sdk-s3 1\nprobed https://elsewhere/b\n".getBytes(StandardCharsets.UTF_8));

            assertThatThrownBy(() -> at(service).open()).hasMessageContaining("If-None-Match");
        }
    }

    @Test
    void whatIsNoStoreOrANewerOneIsRefused() {
        try (FakeService service = new FakeService()) {
            service.put("ml/report.pdf", TEXT);
            assertThatThrownBy(() -> at(service).open())
                    .isInstanceOf(UnsupportedFormatException.class)
                    .hasMessageContaining("is no store, and not empty: there is ml/report.pdf");
            assertThat(service.objects).containsOnlyKeys("ml/report.pdf");

            service.put("ml/FORMAT/layout", "mlops-sdk-s3 2\n".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> at(service).open())
                    .isInstanceOf(UnsupportedFormatException.class)
                    .hasMessageContaining("layout 2")
                    .hasMessageContaining("newer mlops-sdk");

            service.put("ml/FORMAT/layout", "another's\n".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> at(service).open()).hasMessageContaining("something else");
        }
    }

    @Test
    void aStoreThatIsOpenedForReadingIsNotWrittenTo() {
        try (FakeService service = new FakeService()) {
            assertThatThrownBy(() -> at(service).readOnly().open())
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("holds no store");
            assertThat(service.objects).isEmpty();

            at(service).open().close();
            try (S3BlobStore store = at(service).readOnly().open()) {
                assertThat(store.list("", "", 10)).isEmpty();
                assertThatThrownBy(() -> store.create(BlobKey.of("a"), TEXT)).hasMessageContaining("for reading");
                assertThatThrownBy(() -> store.move(BlobKey.of("a"), BlobKey.of("b")))
                        .hasMessageContaining("for reading");
            }
            assertThat(service.objects).containsOnlyKeys("ml/FORMAT/layout");
        }
    }

    @Test
    void whatAKilledProbeLeavesIsInNobodysWay() {
        try (FakeService service = new FakeService()) {
            service.put("ml/PROBE/1/raced", TEXT);

            try (MlOps mlops = MlOps.builder().store(at(service).open()).open()) {
                mlops.model("a").newVersion().add("weights.bin", TEXT).register();

                assertThat(mlops.verify().findings()).isEmpty();
            }
        }
    }

    @Test
    void s3proxyPasses() {
        passes(Servers.s3proxy());
    }

    @Tag("heavy")
    @Test
    void cephPasses() {
        passes(Servers.ceph());
    }

    private static void passes(S3Server server) {
        String bucket = server.newBucket();
        try (S3BlobStore store = Stores.in(server, bucket).open()) {
            assertThat(store.create(BlobKey.of("a"), TEXT)).isEqualTo(Creation.CREATED);
        }
        String listed = new String(
                server.request("GET", "/" + bucket + "?list-type=2", Map.of(), new byte[0])
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(List.of(listed.split("<Key>"))).as(listed).hasSize(3);
        System.out.println(server + " passes the probe and leaves nothing behind");
    }

    private static S3BlobStoreBuilder at(FakeService service) {
        return S3BlobStore.builder()
                .at(URI.create("s3://bucket/ml"))
                .endpoint(service.endpoint())
                .region("us-east-1")
                .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }
}
