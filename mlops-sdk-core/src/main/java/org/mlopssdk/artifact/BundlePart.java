package org.mlopssdk.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Digest;

/** The part of a bundle where some of its files lie, read once. Nothing is handed out of it that is not what its digest says. */
final class BundlePart {

    private final long offset;
    private final byte[] bytes;

    private BundlePart(long offset, byte[] bytes) {
        this.offset = offset;
        this.bytes = bytes;
    }

    /** Reads as far as files of one bundle reach, which is no further than a bundle may. */
    static BundlePart read(ContentReader reader, List<ArtifactFile> files) {
        long begin = files.stream().mapToLong(BundlePart::offset).min().orElse(0);
        long end = files.stream()
                .mapToLong(file -> offset(file) + file.size())
                .max()
                .orElse(0);
        byte[] bytes = reader.part(files.get(0).blob(), new ByteRange(begin, end - begin));
        return new BundlePart(begin, bytes);
    }

    private static long offset(ArtifactFile file) {
        return Objects.requireNonNull(file.place(), "in no bundle").offset();
    }

    void copy(ArtifactFile file, OutputStream out) {
        int from = (int) Math.min(offset(file) - offset, bytes.length);
        int length = (int) Math.min(file.size(), bytes.length - from);
        ContentReader.requireSame(file.digest(), Digest.of(bytes, from, length), file.blob());
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw new StorageException("file " + file.path(), "cannot be written: " + e, e);
        }
    }
}
