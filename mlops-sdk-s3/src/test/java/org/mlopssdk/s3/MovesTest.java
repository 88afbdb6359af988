package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.registry.GarbageReport.Fate;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;

/** Moving within a bucket, in two steps, and garbage that is collected by it. */
class MovesTest {

    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);
    private static final BlobKey FROM = BlobKey.of("blobs/x");
    private static final BlobKey TO = BlobKey.of("trash/1/x");

    @Test
    void whatIsMovedIsUnderItsNewKeyAndWhatIsNotThereIsNotMovedOnS3Proxy() throws Exception {
        moves(Servers.s3proxy());
    }

    @Tag("heavy")
    @Test
    void whatIsMovedIsUnderItsNewKeyAndWhatIsNotThereIsNotMovedOnCeph() throws Exception {
        moves(Servers.ceph());
    }

    @Test
    void garbageIsCollectedOnS3Proxy() {
        collects(Servers.s3proxy());
    }

    @Tag("heavy")
    @Test
    void garbageIsCollectedOnCeph() {
        collects(Servers.ceph());
    }

    @Tag("heavy")
    @Test
    void whatIsTooLongForOneCopyIsCopiedInPartsOnS3Proxy() throws Exception {
        movesInParts(Servers.s3proxy());
    }

    @Tag("heavy")
    @Test
    void whatIsTooLongForOneCopyIsCopiedInPartsOnCeph() throws Exception {
        movesInParts(Servers.ceph());
    }

    @Test
    void aDeletionWithoutAnAnswerIsInDoubtAndNotAskedForAgain() {
        for (WireFault fault :
                List.of(WireFault.DROPPED_BEFORE, WireFault.DROPPED_AFTER, WireFault.INTERNAL_ERROR_AFTER)) {
            S3Server server = Servers.s3proxy();
            try (FaultProxy proxy = new FaultProxy(server.endpoint());
                    S3BlobStore store = Stores.in(server, server.newBucket())
                            .endpoint(proxy.uri())
                            .open()) {
                store.create(FROM, TEXT);
                proxy.takeRequests();
                proxy.plan(request ->
                        RequestKind.of(request) == RequestKind.DELETE ? Optional.of(fault) : Optional.empty());

                assertThatThrownBy(() -> store.move(FROM, TO))
                        .as(fault.name())
                        .isInstanceOf(OutcomeUnknownException.class)
                        .hasMessageContaining("may be deleted now, later, or never");

                assertThat(proxy.takeRequests().stream().map(RequestKind::of))
                        .containsExactly(RequestKind.HEAD, RequestKind.COPY, RequestKind.HEAD, RequestKind.DELETE);
                assertThat(store.open(TO, ByteRange.ALL)).isPresent();
            }
        }
    }

    @Test
    void nothingIsDeletedWithoutACopy() {
        S3Server server = Servers.s3proxy();
        try (FaultProxy proxy = new FaultProxy(server.endpoint());
                S3BlobStore store = Stores.in(server, server.newBucket())
                        .endpoint(proxy.uri())
                        .attempts(new Attempts(System::nanoTime, new Random(1), pause -> {}))
                        .open()) {
            store.create(FROM, TEXT);
            proxy.plan(request -> RequestKind.of(request) == RequestKind.COPY
                    ? Optional.of(WireFault.FINE_WITH_INTERNAL_ERROR)
                    : Optional.empty());

            assertThatThrownBy(() -> store.move(FROM, TO)).isInstanceOf(StorageException.class);

            assertThat(store.open(FROM, ByteRange.ALL)).isPresent();
        }
    }

    private static void moves(S3Server server) throws Exception {
        try (S3BlobStore store = Stores.in(server, server.newBucket()).open()) {
            store.create(FROM, TEXT);

            assertThat(store.move(FROM, TO)).isTrue();

            assertThat(store.open(FROM, ByteRange.ALL)).isEmpty();
            try (InputStream in = store.open(TO, ByteRange.ALL).orElseThrow()) {
                assertThat(in).hasBinaryContent(TEXT);
            }
            assertThat(store.move(FROM, BlobKey.of("trash/2/x"))).isFalse();
            assertThat(store.list("", "", 10)).containsExactly(TO);
            assertThat(store.age(TO)).isBetween(Duration.ofSeconds(-2), Duration.ofMinutes(2));
            assertThat(store.age(FROM)).isZero();
        }
    }

    private static void movesInParts(S3Server server) throws Exception {
        byte[] content = new byte[11 << 20];
        new Random(1).nextBytes(content);
        Digest digest;
        String bucket = server.newBucket();
        try (S3BlobStore store = Stores.in(server, bucket).open()) {
            digest = store.put(Content.of(content));
            S3BlobStoreBuilder builder = Stores.in(server, bucket);
            try (Connection connection = builder.connection()) {
                Bucket objects = new Bucket(builder.settings(), connection);
                Moves moves = new Moves(objects, Attempts.ofDefaults(), 6 << 20, 5 << 20);

                assertThat(moves.move(digest.key(), TO)).isTrue();
            }
            try (InputStream in = store.open(TO, ByteRange.ALL).orElseThrow()) {
                assertThat(Digest.of(in.readAllBytes())).isEqualTo(digest);
            }
            assertThat(store.confirm(digest)).isFalse();
        }
    }

    private static void collects(S3Server server) {
        try (S3BlobStore store = Stores.in(server, server.newBucket()).open();
                MlOps mlops = MlOps.builder().store(store).open()) {
            mlops.model("a").newVersion().add("weights.bin", TEXT).register();
            Digest orphan = store.put(Content.of(new byte[] {1}));

            assertThat(mlops.garbage().collect().items(Fate.SET_ASIDE))
                    .extracting(item -> item.digest())
                    .containsExactly(orphan);
            assertThat(store.confirm(orphan)).isFalse();
            mlops.model("b").newVersion().add("weights.bin", new byte[] {1}).register();
            assertThat(mlops.garbage().collect().items(Fate.RESTORED)).isNotEmpty();
            Digest other = store.put(Content.of(new byte[] {2}));
            mlops.garbage().collect();
            assertThat(mlops.garbage().collect().items(Fate.DROPPED))
                    .extracting(item -> item.digest())
                    .containsExactly(other);

            assertThat(store.list("trash/", "", 10)).isEmpty();
            assertThat(mlops.verify().findings()).isEmpty();
        }
    }
}
