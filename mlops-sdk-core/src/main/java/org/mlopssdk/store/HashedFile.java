package org.mlopssdk.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A file that is hashed while it is written: the very bytes that are handed to the file, whatever becomes of their source meanwhile. Behind the
 * writer of large content follow two threads: one hashes, a few buffers behind, and one syncs what was written so far, so that little is left
 * to be synced at the end. So the slowest of the three decides how long it takes, and not their sum. No wait in here can be broken by an
 * interrupt.
 */
final class HashedFile extends OutputStream {

    private static final int BUFFER = 1 << 17;

    /** Most content is small, and clearing a large buffer takes longer than writing a small file. */
    private static final int FIRST_BUFFER = 1 << 13;

    private static final int BUFFERS = 8;
    private static final int SYNCED_AT_A_TIME = 32 << 20;

    /** Up to here more threads cost more than they save. */
    private static final int SMALL = 1 << 20;

    private final Disk.NewFile file;
    private final OutputStream out;
    private final MessageDigest sha256 = Digest.sha256();
    private final byte[][] buffers = new byte[BUFFERS][];
    private final CompletableFuture<?>[] hashed = new CompletableFuture<?>[BUFFERS];
    private CompletableFuture<Void> hashing = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> syncing = CompletableFuture.completedFuture(null);
    private @Nullable ExecutorService behind;
    private byte[] buffer;
    private int current;
    private int filled;
    private long written;
    private long handedToSync;

    /** Writes to a file, which others close. */
    HashedFile(Disk.NewFile file) {
        this.file = file;
        this.out = file.out();
        this.buffer = new byte[FIRST_BUFFER];
        buffers[current] = buffer;
        Arrays.fill(hashed, hashing);
    }

    @Override
    public void write(int b) throws IOException {
        buffer[filled++] = (byte) b;
        writeIfFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int piece = Math.min(length - done, buffer.length - filled);
            System.arraycopy(bytes, offset + done, buffer, filled, piece);
            filled += piece;
            done += piece;
            writeIfFull();
        }
    }

    /** Writes the rest and makes all of it durable. */
    Digest finish() throws IOException {
        writeBuffer();
        awaitSync();
        file.sync();
        hashing.join();
        return Digest.from(sha256.digest());
    }

    /** Waits for the threads behind: a file that is closed under a sync may be another one by then. */
    @Override
    public void close() {
        CompletableFuture.allOf(hashing, syncing).handle((done, failed) -> null).join();
        if (behind != null) {
            behind.shutdown();
        }
    }

    private void writeIfFull() throws IOException {
        if (filled == buffer.length) {
            writeBuffer();
            if (buffer.length < BUFFER) {
                buffer = new byte[BUFFER];
                buffers[current] = buffer;
            }
        }
    }

    private void writeBuffer() throws IOException {
        byte[] full = buffer;
        int length = filled;
        out.write(full, 0, length);
        written += length;
        filled = 0;
        if (written <= SMALL) {
            sha256.update(full, 0, length);
            return;
        }
        hashing = hashing.thenRunAsync(() -> sha256.update(full, 0, length), behind());
        hashed[current] = hashing;
        takeNextBuffer();
        if (written - handedToSync >= SYNCED_AT_A_TIME) {
            handedToSync = written;
            awaitSync();
            syncing = CompletableFuture.runAsync(this::sync, behind());
        }
    }

    private void takeNextBuffer() {
        current = (current + 1) % BUFFERS;
        hashed[current].join();
        if (buffers[current] == null) {
            buffers[current] = new byte[BUFFER];
        }
        buffer = buffers[current];
    }

    private void sync() {
        try {
            file.sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sync that failed is final: the kernel tells it once, and a later sync that succeeds proves nothing. */
    private void awaitSync() throws IOException {
        try {
            syncing.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failed) {
                throw failed.getCause();
            }
            throw e;
        }
    }

    private ExecutorService behind() {
        if (behind == null) {
            behind = Executors.newFixedThreadPool(2, work -> {
                Thread thread = new Thread(work, "mlops-writing");
                thread.setDaemon(true);
                return thread;
            });
        }
        return behind;
    }
}
