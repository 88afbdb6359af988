package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.store.ObservedDisk.Kind;

/** File systems that cannot do all that a store needs, and users whose umask is not the usual one. */
class FileSystemsTest {

    private static final BlobKey KEY = BlobKey.of("journal/model/failure/00000000000000000001");
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private Path root() {
        return directory.resolve("store");
    }

    private DirectoryBlobStore open(ObservedDisk.Observer observer) {
        return DirectoryBlobStore.open(root(), new ObservedDisk(ObservedDisk.unsynced(root()), observer));
    }

    @Test
    void withoutDirectorySyncHoldAStoreThatSaysItIsNotDurable() throws IOException {
        int[] asked = new int[1];
        DirectoryBlobStore store = open((step, action) -> {
            if (step.kind() == Kind.SYNC_DIRECTORY) {
                asked[0]++;
                throw new FileSystemException(step.path().toString(), null, "Invalid argument");
            }
            action.run();
        });

        assertThat(store.properties().durable()).isFalse();
        int atOpening = asked[0];
        assertThat(store.create(KEY, CONTENT)).isEqualTo(Creation.CREATED);
        assertThat(store.create(KEY, CONTENT)).isEqualTo(Creation.EXISTS);
        assertThat(store.confirm(store.put(Content.of(CONTENT)))).isTrue();
        store.delete(KEY);
        assertThat(asked[0]).as("what failed is not asked for again").isEqualTo(atOpening);
        assertThat(root().resolve(BlobKey.RESERVED)).isEmptyDirectory();
    }

    @Test
    void withoutLinksAreRefused() {
        assertThatExceptionOfType(UnsupportedFormatException.class)
                .isThrownBy(() -> open((step, action) -> {
                    if (step.kind() == Kind.LINK) {
                        throw new UnsupportedOperationException("links");
                    }
                    action.run();
                }))
                .withMessageContainingAll("has no hard links", "such as ext4, xfs or apfs");
        assertThat(root().resolve("FORMAT")).doesNotExist();
        assertThat(root().resolve(BlobKey.RESERVED)).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Operation not permitted", "Operation not supported"})
    void thatFailToLinkAreRefused(String problem) {
        assertThatExceptionOfType(MlOpsException.class)
                .isThrownBy(() -> open((step, action) -> {
                    if (step.kind() == Kind.LINK) {
                        throw new FileSystemException(step.path().toString(), null, problem);
                    }
                    action.run();
                }))
                .withMessageContainingAll(root().toString(), "hard link", problem);
        assertThat(root().resolve("FORMAT")).doesNotExist();
        assertThat(root().resolve(BlobKey.RESERVED)).isEmptyDirectory();
    }

    @Test
    void whoseLinksReplaceSilentlyAreRefused() {
        assertThatExceptionOfType(UnsupportedFormatException.class)
                .isThrownBy(() -> open((step, action) -> {
                    Path from = step.from();
                    if (step.kind() == Kind.LINK && from != null) {
                        Files.copy(from, step.path(), StandardCopyOption.REPLACE_EXISTING);
                    } else {
                        action.run();
                    }
                }))
                .withMessageContainingAll("replaces a file by a hard link without complaint");
        assertThat(root().resolve("FORMAT")).doesNotExist();
        assertThat(root().resolve(BlobKey.RESERVED)).isEmptyDirectory();
    }

    @Test
    void doNotLeadOutByALinkInPlaceOfTheFormat() throws IOException {
        open((step, action) -> action.run());
        Path elsewhere = Files.move(root().resolve("FORMAT"), directory.resolve("format"));
        Files.createSymbolicLink(root().resolve("FORMAT"), elsewhere);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> DirectoryBlobStore.open(root()))
                .withMessageContaining("symbolic link");
    }

    /** The program of a JVM under another umask. */
    static final class Opener {

        private Opener() {}

        /** Takes the root, and opens a store that has all sorts of files. */
        public static void main(String[] args) throws IOException {
            try (MlOps mlops = MlOps.open(Path.of(args[0]))) {
                mlops.model("failure").newVersion().add("model.txt", CONTENT).register();
                mlops.experiment("failure").start().metric("loss", 0.5).close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "077", "777"})
    void holdFilesForTheirOwnerAloneWhateverTheUmask(String umask) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask \"$1\"; shift; exec \"$@\"",
                        "sh",
                        umask,
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName(),
                        root().toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        process.destroyForcibly();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("output")))
                .isZero();

        List<Path> files = Trees.below(root());
        assertThat(files).hasSizeGreaterThan(20);
        assertMode(root(), "rwx------");
        for (Path path : files) {
            assertMode(path, Files.isDirectory(path) ? "rwx------" : "rw-------");
        }
    }

    private static void assertMode(Path path, String mode) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .as(path.toString())
                .isEqualTo(mode);
    }
}
