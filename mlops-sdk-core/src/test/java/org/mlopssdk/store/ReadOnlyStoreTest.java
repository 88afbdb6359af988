package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.ServedModel;
import org.mlopssdk.run.Run;
import org.mlopssdk.run.RunStatus;

/** A store that is mounted for reading alone, as models are in pods: what reads works, and what would write says why it cannot. */
class ReadOnlyStoreTest {

    private static final byte[] MODEL = "y = 2 x".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private @Nullable SmallDisk disk;

    @BeforeEach
    void mount() {
        disk = SmallDisk.mountOrSkip(directory, "size=8m");
    }

    @AfterEach
    void unmount() {
        if (disk != null) {
            disk.close();
        }
    }

    private void makeStore(Path store) throws IOException {
        try (MlOps mlops = MlOps.open(store)) {
            try (Run run = mlops.experiment("training").start()) {
                run.metric("loss", 0.5, 1);
            }
            Artifact model = mlops.model("failure");
            ArtifactVersion version = model.newVersion()
                    .add("model.txt", MODEL)
                    .metrics(Metrics.of("f1", 0.8))
                    .register();
            model.promote(version).to("champion").overriding("the first").commit();
        }
    }

    @Test
    void whatReadsWorks() throws Exception {
        Path store = directory.resolve("ml");
        makeStore(store);
        disk.remount("ro");

        try (MlOps mlops = MlOps.open(store)) {
            expectAllIsRead(mlops);
        }
    }

    @Test
    void aDirectoryMountedElsewhereForReadingIsRead(@TempDir Path here, @TempDir Path elsewhere) throws Exception {
        makeStore(here.resolve("ml"));
        assertThat(SmallDisk.run("mount", "--bind", here.toString(), elsewhere.toString()))
                .isTrue();
        try {
            assertThat(SmallDisk.run("mount", "-o", "remount,bind,ro", elsewhere.toString()))
                    .isTrue();
            try (MlOps mlops = MlOps.open(elsewhere.resolve("ml"));
                    MlOps writer = MlOps.open(here.resolve("ml"))) {
                expectAllIsRead(mlops);
                writer.model("failure").newVersion().add("model.txt", MODEL).register();
                assertThat(mlops.model("failure").versions()).hasSize(2);
            }
        } finally {
            SmallDisk.run("umount", elsewhere.toString());
        }
    }

    @Test
    void aFileSystemThatCannotSyncADirectoryEitherIsRead() throws Exception {
        Path store = directory.resolve("ml");
        makeStore(store);
        disk.remount("ro");
        Disk share = new ObservedDisk(LocalDisk.of(directory.getFileSystem()), (step, action) -> {
            if (step.kind() == ObservedDisk.Kind.SYNC_DIRECTORY) {
                throw new FileSystemException(step.path().toString(), null, "Invalid argument");
            }
            action.run();
        });

        try (MlOps mlops =
                MlOps.builder().store(DirectoryBlobStore.open(store, share)).open()) {
            expectAllIsRead(mlops);
        }
    }

    private static void expectAllIsRead(MlOps mlops) throws Exception {
        assertThat(mlops.models()).containsExactly("failure");
        assertThat(mlops.experiments()).containsExactly("training");
        Artifact model = mlops.model("failure");
        try (InputStream in = model.alias("champion").require().open("model.txt")) {
            assertThat(in.readAllBytes()).isEqualTo(MODEL);
        }
        assertThat(model.version(1).path("model.txt")).hasBinaryContent(MODEL);
        assertThat(model.history("champion").changes()).hasSize(1);
        try (ServedModel<byte[]> served =
                model.serve("champion", version -> Files.readAllBytes(version.path("model.txt")))) {
            assertThat(served.get()).isEqualTo(MODEL);
        }
        var run = mlops.experiment("training").latest().orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.history("loss")).hasSize(1);
        assertThat(mlops.verify().findings()).isEmpty();
    }

    @Test
    void whatWouldWriteSaysWhyItCannot() throws Exception {
        Path place = directory.resolve("ml");
        makeStore(place);
        disk.remount("ro");

        try (DirectoryBlobStore store = DirectoryBlobStore.open(place);
                MlOps mlops = MlOps.open(place)) {
            Artifact model = mlops.model("failure");
            expectRefused(() -> store.put(Content.of(new byte[1])));
            expectRefused(() -> store.create(BlobKey.of("runs/1"), new byte[1]));
            expectRefused(() -> store.delete(Digest.of(MODEL).key()));
            expectRefused(() -> model.newVersion().add("model.txt", MODEL).register());
            expectRefused(() -> model.promote(model.version(1))
                    .to("shadow")
                    .overriding("to see")
                    .commit());
            expectRefused(() -> model.tag(1, "key", "value"));
            expectRefused(() -> mlops.experiment("training").start());
            assertThat(store.confirm(Digest.of(MODEL))).isTrue();
            assertThat(store.file(Digest.of(MODEL))).isPresent();
        }

        disk.remount("rw");
        try (MlOps mlops = MlOps.open(place)) {
            assertThat(mlops.model("failure")
                            .newVersion()
                            .add("model.txt", MODEL)
                            .register()
                            .number())
                    .isEqualTo(2);
        }
    }

    private static void expectRefused(ThrowingCallable writing) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(writing)
                .withMessageContaining("is on a read-only file system")
                .withMessageContaining("mount it for writing");
    }

    @Test
    void aStoreThatLosesItsDiskToReadingSaysSo() throws Exception {
        try (DirectoryBlobStore store = DirectoryBlobStore.open(directory.resolve("ml"))) {
            disk.remount("ro");

            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store.put(Content.of(MODEL)))
                    .withMessageContaining("Read-only file system");
        }
    }

    @Test
    void noStoreIsMadeWhereNothingCanBeWritten() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("a-file"), "of somebody else");
        disk.remount("ro");

        for (Path place : new Path[] {directory.resolve("absent/ml"), empty}) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> MlOps.open(place))
                    .withMessageContaining(place + ": holds no store")
                    .withMessageContaining("read-only file system");
        }
        assertThatExceptionOfType(UnsupportedFormatException.class)
                .isThrownBy(() -> MlOps.open(other))
                .withMessageContaining("a-file");
    }
}
