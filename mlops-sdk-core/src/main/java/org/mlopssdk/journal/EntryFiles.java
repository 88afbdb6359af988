package org.mlopssdk.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;

/** The entries of a journal on blobs, each at {@code journal/<kind>/<name>/<number in 20 digits>}. */
final class EntryFiles {

    static final String PREFIX = "journal/";

    private static final int DIGITS = 20;

    private final BlobStore store;

    EntryFiles(BlobStore store) {
        this.store = store;
    }

    static BlobKey key(StreamName stream, long number) {
        return BlobKey.of(PREFIX + stream + "/" + padded(number));
    }

    static String padded(long number) {
        String digits = Long.toString(number);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    Optional<byte[]> find(StreamName stream, long number) {
        return bytes(store, key(stream, number), Journal.MAX_RECORD);
    }

    boolean exists(StreamName stream, long number) {
        return exists(store, key(stream, number));
    }

    /** Records in the order of their numbers, as many as there are and are asked for. */
    List<byte[]> read(StreamName stream, long from, int limit) {
        List<byte[]> records = new ArrayList<>();
        for (long number = from; records.size() < limit; number++) {
            Optional<byte[]> record = find(stream, number);
            if (record.isEmpty()) {
                break;
            }
            records.add(record.get());
        }
        return records;
    }

    /** What a key holds; of more than the limit one byte more than that, which no reader takes for sound. */
    static Optional<byte[]> bytes(BlobStore store, BlobKey key, int limit) {
        return store.open(key, ByteRange.first(limit + 1L)).map(in -> {
            try (in) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw unreadable(key, e);
            }
        });
    }

    static boolean exists(BlobStore store, BlobKey key) {
        Optional<InputStream> in = store.open(key, ByteRange.first(0));
        try {
            if (in.isPresent()) {
                in.get().close();
            }
            return in.isPresent();
        } catch (IOException e) {
            throw unreadable(key, e);
        }
    }

    private static StorageException unreadable(BlobKey key, IOException e) {
        return new StorageException(key.path(), "cannot be read: " + e, e);
    }
}
