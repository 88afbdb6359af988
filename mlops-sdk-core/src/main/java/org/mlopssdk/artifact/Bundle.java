package org.mlopssdk.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.mlopssdk.error.InvalidDataException;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;

/**
 * Small files on their way into a store, one after the other in one blob, so that many of them are made durable at once. The same content stands there
 * once.
 */
final class Bundle {

    /** The most bytes of a bundle. */
    static final int CAPACITY = BlobStore.MAX_CREATE;

    /** The most bytes of a file that is bundled. */
    static final int SMALL = 64 << 10;

    private final byte[] bytes;
    private final Map<Digest, Integer> offsets = new HashMap<>();
    private int end;

    Bundle(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** A file in the bundle. */
    record Member(Digest digest, int size, int offset) {

        ArtifactFile file(String path, Digest bundle) {
            return digest.equals(bundle)
                    ? new ArtifactFile(path, digest, size)
                    : new ArtifactFile(path, digest, size, new BundlePlace(bundle, offset));
        }
    }

    /** Reads content that says to have so many bytes. */
    Member add(String path, Content content, int size) throws IOException {
        Slot slot = new Slot(path, end + size);
        int start = end;
        content.writeTo(slot);
        if (slot.position != start + size) {
            throw changed(path);
        }
        Digest digest = Digest.of(bytes, start, size);
        Integer known = offsets.putIfAbsent(digest, start);
        if (known == null) {
            end += size;
        }
        return new Member(digest, size, known == null ? start : known);
    }

    /** Content that is not as long as it says. */
    static InvalidDataException changed(String path) {
        return new InvalidDataException(
                "file " + path, "changed its length while it was read; register again when nobody writes it");
    }

    /** All that was added. */
    Content content() {
        return out -> out.write(bytes, 0, end);
    }

    /** The digest of all that was added. */
    Digest digest() {
        return Digest.of(bytes, 0, end);
    }

    /** Where one file goes, and nothing beyond its end. */
    private final class Slot extends OutputStream {

        private final String path;
        private final int limit;
        private int position = end;

        Slot(String path, int limit) {
            this.path = path;
            this.limit = limit;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            if (length > limit - position) {
                throw changed(path);
            }
            System.arraycopy(from, offset, bytes, position, length);
            position += length;
        }
    }
}
