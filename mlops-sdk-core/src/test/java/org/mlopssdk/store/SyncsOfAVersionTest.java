package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;

/** How often the disk is waited for. */
class SyncsOfAVersionTest {

    private static final int FILES = 12;

    @TempDir
    Path directory;

    @Test
    void areFewerThanItsFiles() throws Exception {
        RecordedDisk disk = new RecordedDisk(LocalDisk.of(FileSystems.getDefault()));
        Path files = Files.createDirectory(directory.resolve("files"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(files.resolve("file-" + i), "content " + i);
        }
        try (MlOps mlops = MlOps.builder()
                .store(DirectoryBlobStore.open(directory.resolve("store"), disk))
                .author("tests")
                .open()) {
            mlops.model("m")
                    .newVersion()
                    .add("first", "one".getBytes(StandardCharsets.UTF_8))
                    .register();
            disk.forget();

            mlops.model("m").newVersion().add(files).register();

            assertThat(disk.syncs())
                    .as("two for each of bundle, manifest and entry, and for each new directory: " + disk.steps())
                    .isBetween(6L, 10L)
                    .isLessThan(FILES);
            disk.forget();

            mlops.model("m").newVersion().add(files).describe("the same again").register();

            assertThat(disk.syncs()).isBetween(5L, 9L);
        }
    }
}
