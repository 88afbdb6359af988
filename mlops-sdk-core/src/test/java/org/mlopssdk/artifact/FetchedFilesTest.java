package org.mlopssdk.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.GarbageReport;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.LocalFiles;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/** Files of a store that fetches them from far away when they are asked for. */
class FetchedFilesTest {

    private static final byte[] LARGE = new byte[9 << 20];

    @TempDir
    Path directory;

    private final FetchingStore store = new FetchingStore(new MemoryBlobStore());
    private ArtifactVersion version;

    @BeforeEach
    void register() {
        version = MlOps.builder()
                .store(store)
                .open()
                .model("m")
                .newVersion()
                .add("large.bin", LARGE)
                .add("small.bin", new byte[100_000])
                .register();
    }

    /** Counts what it is asked for. */
    private final class FetchingStore extends ForwardingBlobStore implements LocalFiles {

        private final List<Digest> fetched = new ArrayList<>();
        private final List<BlobKey> opened = new ArrayList<>();
        private UnaryOperator<Path> meddling = file -> file;

        FetchingStore(BlobStore store) {
            super(store);
        }

        @Override
        public Optional<InputStream> open(BlobKey key, ByteRange range) {
            opened.add(key);
            return super.open(key, range);
        }

        @Override
        public Optional<Path> file(Digest digest) {
            return file(digest, ProgressListener.NONE);
        }

        @Override
        public Optional<Path> file(Digest digest, ProgressListener listener) {
            return super.open(digest.key(), ByteRange.ALL).map(in -> {
                fetched.add(digest);
                listener.onProgress(new Progress("fetch", 1, 2));
                Path file = directory.resolve(digest.hex());
                try (in) {
                    Files.write(file, in.readAllBytes());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                return meddling.apply(file);
            });
        }

        @Override
        public boolean areFetched() {
            return true;
        }
    }

    @Test
    void whatTheStoreHasVerifiedIsNotReadAgain() throws IOException {
        Path unverified = Files.write(directory.resolve("unverified"), new byte[] {1});
        store.meddling = file -> unverified;
        assertThat(version.files().path("large.bin")).isEqualTo(unverified);
    }

    @Test
    void aLargeFileIsCopiedFromWhereItWasFetchedAndASmallOneStreamed() {
        Digest large = Digest.of(LARGE);
        store.opened.clear();
        List<String> told = new ArrayList<>();
        Path copy = version.files().materialize(directory.resolve("copy"), progress -> told.add(progress.toString()));
        assertThat(copy.resolve("large.bin")).hasBinaryContent(LARGE);
        assertThat(copy.resolve("small.bin")).hasSize(100_000);
        assertThat(store.fetched).containsExactly(large);
        assertThat(store.opened).isNotEmpty().doesNotContain(large.key());
        assertThat(told).contains("fetch large.bin 1 of 2 (50 %)");
    }

    @Test
    void aFetchIsStoppedByTheListener() {
        assertThatThrownBy(() -> version.files().materialize(directory.resolve("copy"), progress -> {
                    if (progress.task().startsWith("fetch")) {
                        throw new CancellationException("enough");
                    }
                }))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        assertThat(directory.resolve("copy")).doesNotExist();
    }

    @Test
    void whatWasClearedMeanwhileIsStreamedOrFetchedAgain() throws IOException {
        store.meddling = file -> {
            if (store.fetched.size() % 2 == 1) {
                file.toFile().delete();
            }
            return file;
        };
        Path copy = version.files().materialize(directory.resolve("copy"));
        assertThat(copy.resolve("large.bin")).hasBinaryContent(LARGE);
        store.fetched.clear();
        try (InputStream in = version.files().open("large.bin")) {
            assertThat(in.readAllBytes()).isEqualTo(LARGE);
        }
        assertThat(store.fetched).hasSize(2);
    }

    @Test
    void whatIsClearedEachTimeIsAFailureInTheEnd() {
        store.meddling = file -> {
            file.toFile().delete();
            return file;
        };
        assertThatThrownBy(() -> version.files().open("large.bin"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("file large.bin: cannot be read");
    }

    @Test
    void verifyingAsksTheStoreAndExplainingGarbageFetchesNothing() {
        Digest large = Digest.of(LARGE);
        store.opened.clear();
        assertThat(version.files().verify(ProgressListener.NONE).findings()).isEmpty();
        assertThat(store.opened).contains(large.key());
        try (MlOps mlops = MlOps.builder().store(store).open()) {
            GarbageReport report = mlops.garbage().explain();
            assertThat(report.items()).extracting(GarbageReport.Item::digest).contains(large);
        }
        assertThat(store.fetched).isEmpty();
    }
}
