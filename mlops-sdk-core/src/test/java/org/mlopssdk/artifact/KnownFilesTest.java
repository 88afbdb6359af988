package org.mlopssdk.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.FileStamp;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.ProgressListener;

/** What is not read again, and what is. */
class KnownFilesTest {

    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(10));

    @TempDir
    Path directory;

    private final AtomicInteger puts = new AtomicInteger();
    private final BlobStore store = new ForwardingBlobStore(new MemoryBlobStore()) {
        @Override
        public Digest put(Content content) {
            puts.incrementAndGet();
            return super.put(content);
        }
    };
    private KnownFiles known = new KnownFiles(LATER);
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("b.txt"), "before");
        Files.writeString(directory.resolve("a.txt"), "other");
        Files.writeString(directory.resolve("c.txt"), "another");
    }

    private List<ArtifactFile> storeDirectory() {
        puts.set(0);
        NewFiles files = new NewFiles();
        files.add(directory);
        return files.store(store, known, ProgressListener.NONE);
    }

    private void assertReadAgain(String content) {
        List<ArtifactFile> stored = storeDirectory();
        assertThat(puts).hasPositiveValue();
        assertThat(stored.get(1).digest())
                .isEqualTo(Digest.of(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(new ArtifactFiles("model/m/1", stored, new ContentReader(store))
                        .verify(ProgressListener.NONE)
                        .isSound())
                .isTrue();
    }

    @Test
    void anUnchangedDirectoryIsNotReadAgain() {
        List<ArtifactFile> first = storeDirectory();
        assertThat(puts).hasValue(1);

        assertThat(storeDirectory()).isEqualTo(first);
        assertThat(puts).hasValue(0);
    }

    @Test
    void underAnotherPathItIsTheSameContent() {
        storeDirectory();
        NewFiles files = new NewFiles();
        files.add("elsewhere", directory);

        assertThat(files.store(store, known, ProgressListener.NONE))
                .extracting(ArtifactFile::path)
                .containsExactly("elsewhere/a.txt", "elsewhere/b.txt", "elsewhere/c.txt");
        assertThat(puts).hasValue(1);
    }

    @Test
    void onlyTheFileThatChangedIsReadAgain() throws IOException {
        List<ArtifactFile> first = storeDirectory();
        Files.writeString(file, "after");

        assertReadAgain("after");

        List<ArtifactFile> second = storeDirectory();
        assertThat(second.get(0)).isEqualTo(first.get(0));
        assertThat(second.get(1).place()).isNull();
    }

    @Test
    void aFileThatWasTouchedIsReadAgain() throws IOException {
        storeDirectory();
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        assertReadAgain("before");
    }

    @Test
    void aFileOfTheSameLengthWhoseTimeWasSetBackIsReadAgain() throws IOException {
        storeDirectory();
        FileStamp stamp = FileStamp.of(file);
        do {
            Files.writeString(file, "BEFORE");
            Files.setLastModifiedTime(file, stamp.modified());
        } while (FileStamp.of(file).equals(stamp)); // the clock of the file system has not ticked yet

        assertReadAgain("BEFORE");
    }

    @Test
    void aFileThatAnotherWasRenamedOverIsReadAgain() throws IOException {
        Path other = Files.writeString(directory.resolveSibling(directory.getFileName() + "-other"), "BEFORE");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        storeDirectory();
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);

        assertReadAgain("BEFORE");
    }

    @Test
    void contentThatTheStoreHasLostIsReadAgain() {
        List<ArtifactFile> first = storeDirectory();
        store.delete(first.get(0).blob().key());

        assertReadAgain("before");
    }

    @Test
    void aFileThatWasReadWithinTwoSecondsOfItsLastChangeIsNotTrusted() throws IOException {
        Instant changed = Files.getLastModifiedTime(file).toInstant();
        known = new KnownFiles(Clock.fixed(changed.plusSeconds(1), ZoneOffset.UTC));
        Files.setLastModifiedTime(file, FileTime.fromMillis(0)); // but changed just now
        storeDirectory();

        assertReadAgain("before");
    }
}
