package org.mlopssdk.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.artifact.ArtifactFiles;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.artifact.NewFiles;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.DirectoryBlobStore;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.ProgressListener;

/** Somebody swaps a directory for a link to elsewhere, and back, again and again, while it is used. */
@Tag("heavy")
class LinkSwapsTest {

    private static final int ROUNDS = Integer.getInteger("mlops.swaps", 300);
    private static final String SECRET = "a secret that lies outside";

    @TempDir
    Path directory;

    private Path outside;

    @BeforeEach
    void makeOutside() throws IOException {
        outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), SECRET);
    }

    /** What a worker does in each round. */
    @FunctionalInterface
    private interface Work {
        void round(int number) throws IOException;
    }

    /** Works while the directory is swapped; errors of the library are as good as success. */
    private void swapping(Path swapped, Work work) throws Exception {
        Path aside = directory.resolve("aside");
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong swaps = new AtomicLong();
        Thread swapper = new Thread(() -> {
            while (!done.get()) {
                try {
                    if (Files.isDirectory(swapped)) {
                        Files.move(swapped, aside);
                        Files.createSymbolicLink(swapped, outside);
                        swaps.incrementAndGet();
                        Thread.yield();
                        Files.delete(swapped);
                        Files.move(aside, swapped);
                    }
                } catch (IOException e) {
                    restore(swapped, aside);
                }
                Thread.yield();
            }
        });
        swapper.start();
        int refused = 0;
        try {
            for (int round = 0; round < ROUNDS || (swaps.get() < 10 && round < 2 * ROUNDS); round++) {
                try {
                    work.round(round);
                } catch (MlOpsException | IllegalArgumentException e) {
                    refused++;
                }
            }
        } finally {
            done.set(true);
            swapper.join();
        }
        System.out.println(ROUNDS + " rounds, " + swaps + " swaps of " + directory.relativize(swapped) + ", " + refused
                + " refused");
        assertThat(swaps.get()).as("swaps").isPositive();
    }

    /** Also where the library has made the directory anew in the moment in which it was absent. */
    private void restore(Path swapped, Path aside) {
        try {
            if (Files.isSymbolicLink(swapped)) {
                Files.delete(swapped);
            } else if (Files.exists(aside) && Files.exists(swapped)) {
                Files.move(swapped, Files.createTempDirectory(directory, "made").resolve("anew"));
            }
            if (Files.exists(aside) && Files.notExists(swapped)) {
                Files.move(aside, swapped);
            }
        } catch (IOException e) {
            // tried again in the next round
        }
    }

    private List<String> outsideNow() throws IOException {
        try (Stream<Path> files = Files.walk(outside)) {
            return files.filter(file -> !file.equals(outside))
                    .map(file -> outside.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatIsAddedIsNeverReadFromOutside() throws Exception {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        Path swapped = Files.createDirectory(tree.resolve("swapped"));
        Files.writeString(swapped.resolve("secret.txt"), "what belongs here");
        Files.writeString(tree.resolve("a.txt"), "a");
        List<String> read = new ArrayList<>();
        swapping(swapped, round -> {
            MemoryBlobStore store = new MemoryBlobStore();
            NewFiles files = new NewFiles();
            files.add(tree);
            List<ArtifactFile> stored = files.store(store, ProgressListener.NONE);
            ArtifactFiles kept = new ArtifactFiles("test", stored, new ContentReader(store));
            for (ArtifactFile file : stored) {
                try (InputStream in = kept.open(file.path())) {
                    read.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        });
        assertThat(read).isNotEmpty().doesNotContain(SECRET);
    }

    /**
     * Java can neither make a directory nor a link relative to an open directory. So whoever may swap directories inside a store, which is for its
     * owner alone, may lead something new out of it; but nothing that lies outside is touched.
     */
    @Test
    void whatLiesOutsideIsNotTouchedByWhatIsStored() throws Exception {
        Path root = directory.resolve("store");
        List<String> before = outsideNow();
        try (DirectoryBlobStore store = DirectoryBlobStore.open(root)) {
            store.create(BlobKey.of("runs/e/r/1"), new byte[] {1});
            swapping(
                    root.resolve("runs/e"), round -> store.create(BlobKey.of("runs/e/r" + round + "/1"), new byte[10]));
        }
        assertThat(outsideNow()).containsAll(before);
        assertThat(outside.resolve("secret.txt")).hasContent(SECRET);
        assertThat(outsideNow().stream().filter(name -> !before.contains(name)))
                .allMatch(name -> name.matches("r[0-9]+(/1)?"));
    }

    @Test
    void whatLiesOutsideIsNotTouchedByWhatIsPut() throws Exception {
        Path root = directory.resolve("store");
        List<String> before = outsideNow();
        try (DirectoryBlobStore store = DirectoryBlobStore.open(root)) {
            store.put(Content.of(new byte[] {1}));
            swapping(
                    root.resolve("blobs/sha256"),
                    round -> store.put(Content.of(("c" + round).getBytes(StandardCharsets.UTF_8))));
        }
        assertThat(outsideNow()).containsAll(before);
        assertThat(outside.resolve("secret.txt")).hasContent(SECRET);
    }

    @Test
    void whatIsMaterialisedIsNeverWrittenOutsideOfItsTarget() throws Exception {
        List<String> before = outsideNow();
        Path targets = Files.createDirectories(directory.resolve("targets"));
        try (MlOps mlops = MlOps.builder().store(new MemoryBlobStore()).open()) {
            ArtifactVersion version = mlops.model("failure")
                    .newVersion()
                    .add("a/b/model.txt", new byte[] {1})
                    .add("c.txt", new byte[] {2})
                    .register();
            swapping(targets, round -> version.files().materialize(targets.resolve("t" + round)));
        }
        // The parent of the target is the caller's, and a link there is followed; but nothing that was behind it is
        // touched.
        assertThat(outsideNow()).containsAll(before);
        assertThat(outside.resolve("secret.txt")).hasContent(SECRET);
        assertThat(outsideNow().stream().filter(name -> !before.contains(name)))
                .allMatch(name -> name.matches("(t[0-9]+|[.]t[0-9]+[.][0-9a-f-]{36})(/a|/a/b|/a/b/model.txt|/c.txt)?"));
    }
}
