package org.mlopssdk.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.Digest;

/** Content on its way, hashed: in memory up to a length, and in a temporary file beyond, unless it lies in a file anyway. */
final class Spool extends OutputStream {

    private final int inMemory;
    private final boolean isElsewhere;
    private final MessageDigest sha256 = Digest.sha256();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream out;
    private long length;

    Spool(int inMemory, boolean isElsewhere) {
        this.inMemory = inMemory;
        this.isElsewhere = isElsewhere;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        sha256.update(bytes, offset, count);
        length += count;
        if (!isLong()) {
            memory.write(bytes, offset, count);
        } else if (!isElsewhere) {
            toFile().write(bytes, offset, count);
        }
    }

    private OutputStream toFile() throws IOException {
        if (out == null) {
            file = Files.createTempFile("mlops-s3-", ".spool");
            out = Files.newOutputStream(file);
            memory.writeTo(out);
            memory.reset();
        }
        return out;
    }

    boolean isLong() {
        return length > inMemory;
    }

    long length() {
        return length;
    }

    byte[] bytes() {
        return memory.toByteArray();
    }

    /** The temporary file, complete. */
    Path file() throws IOException {
        toFile().flush();
        return java.util.Objects.requireNonNull(file);
    }

    Digest digest() {
        return Digest.from(sha256.digest());
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
