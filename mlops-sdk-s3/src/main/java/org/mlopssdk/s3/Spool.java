package org.mlopssdk.s3;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.Digest;

/**
 * Content on its way, hashed: in memory up to a length, and in a temporary file beyond, unless it lies in a file anyway. To be read once it is whole.
 */
final class Spool extends OutputStream {

    private final int inMemory;
    private final @Nullable Path source;
    private final MessageDigest sha256 = Digest.sha256();
    private final PartChecks checks;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path temporary;
    private @Nullable OutputStream out;
    private long length;

    /** Keeps up to so many bytes in memory. */
    Spool(int inMemory, Optional<Path> source) {
        this.inMemory = inMemory;
        this.source = source.orElse(null);
        this.checks = new PartChecks(inMemory);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        sha256.update(bytes, offset, count);
        checks.update(bytes, offset, count);
        length += count;
        if (!isLong()) {
            memory.write(bytes, offset, count);
        } else if (source == null) {
            toFile().write(bytes, offset, count);
        } else {
            memory = new ByteArrayOutputStream();
        }
    }

    /** Readable by their owner alone, as temporary files of the JDK are. */
    private OutputStream toFile() throws IOException {
        if (out == null) {
            temporary = Files.createTempFile("mlops-s3-", ".part");
            out = new BufferedOutputStream(Files.newOutputStream(temporary));
            memory.writeTo(out);
            memory = new ByteArrayOutputStream();
        }
        return out;
    }

    /** Whether it is longer than what is kept in memory. */
    boolean isLong() {
        return length > inMemory;
    }

    long length() {
        return length;
    }

    /** Of its parts, each as long as what is kept in memory. */
    PartChecks checks() {
        return checks;
    }

    Digest digest() {
        return Digest.from(sha256.digest());
    }

    /** All of it, where it is not long. */
    byte[] bytes() {
        return memory.toByteArray();
    }

    /** Where all of it lies, where it is long. */
    Path file() throws IOException {
        if (source != null) {
            return source;
        }
        toFile().flush();
        if (temporary == null) {
            throw new IllegalStateException("there is no file");
        }
        return temporary;
    }

    @Override
    public void close() throws IOException {
        try {
            if (out != null) {
                out.close();
            }
        } finally {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
