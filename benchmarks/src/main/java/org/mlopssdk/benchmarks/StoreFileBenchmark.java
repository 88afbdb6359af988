package org.mlopssdk.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.DirectoryBlobStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Puts a large file into a directory store: hashed, written and synced. The file is in the page cache, and another each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 4)
@SuppressWarnings("NullAway.Init") // by @Setup
public class StoreFileBenchmark {

    private static final int BUFFER = 1 << 16;
    private static final int MEBIBYTE = 1 << 20;

    /** The size of the file. */
    @Param("1024")
    public int mebibytes;

    private final SplittableRandom random = new SplittableRandom(1);
    private WorkDirectory work;
    private BlobStore store;
    private Path file;
    private Path copy;
    private @Nullable Digest stored;

    /** Writes the file. */
    @Setup
    public void open() throws IOException {
        work = WorkDirectory.create();
        store = DirectoryBlobStore.open(work.resolve("store"));
        file = work.resolve("file");
        copy = work.resolve("copy");
        byte[] block = new byte[MEBIBYTE];
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                out.write(ByteBuffer.wrap(block));
            }
            out.force(true);
        }
    }

    /** Changes the beginning of the file, and so its digest. */
    @Setup(Level.Invocation)
    public void freshen() throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.allocate(Long.BYTES).putLong(0, random.nextLong()), 0);
            out.force(true);
        }
    }

    /** Puts the file into the store. */
    @Benchmark
    public Digest ours() {
        Digest digest = store.put(Content.of(file));
        stored = digest;
        return digest;
    }

    /** Hashes the file, nothing else. */
    @Benchmark
    public byte[] limitOfHashing() throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
        }
        return sha256.digest();
    }

    /** Copies the file and syncs the copy, nothing else. */
    @Benchmark
    public long limitOfCopying() throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = in.size();
            for (long done = 0; done < size; ) {
                done += in.transferTo(done, size - done, out);
            }
            out.force(true);
            return size;
        }
    }

    /** The same by {@code cp} and {@code sync}. */
    @Benchmark
    public int limitOfCpAndSync() throws IOException, InterruptedException {
        return Shell.run("cp \"$1\" \"$2\" && sync \"$2\"", file, copy);
    }

    /** Makes room for the next. */
    @TearDown(Level.Invocation)
    public void discard() throws IOException {
        Digest digest = stored;
        if (digest != null) {
            store.delete(digest.key());
            stored = null;
        }
        Files.deleteIfExists(copy);
    }

    /** Leaves nothing behind. */
    @TearDown
    public void close() throws IOException {
        store.close();
        work.close();
    }
}
