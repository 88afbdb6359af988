package org.mlopssdk.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.json.Json;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;

/**
 * Short texts that may be personal, each kept as a blob of its own behind a random salt: without the blob its digest tells nothing, so
 * deleting the blob erases the text. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class Notes {

    /** The longest text, in characters. */
    public static final int MAX_LENGTH = 4000;

    /** What stands for a text that was erased. */
    public static final String ERASED = "(erased)";

    private static final int SALT_BYTES = 16;
    private static final int MAX_BYTES = 64 << 10;

    private final BlobStore store;
    private final RandomGenerator random;

    /**
     * Notes in a store.
     *
     * @param store keeps them
     * @param random gives the salts
     */
    public Notes(BlobStore store, RandomGenerator random) {
        this.store = store;
        this.random = random;
    }

    /** What the blob holds. */
    record Note(String salt, String text) {

        Note {
            Objects.requireNonNull(text, "a note without a text");
        }
    }

    /**
     * Writes a note.
     *
     * @param text the text, 1 to {@link #MAX_LENGTH} characters
     * @return the digest that stands for it
     */
    public Digest write(String text) {
        return store.put(content(text));
    }

    /** A note that is not written yet: each behind a salt of its own. */
    Content content(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a reason or name has 1 to " + MAX_LENGTH + " characters, not all blank; got " + text.length());
        }
        if (!Json.isWritable(text)) {
            throw new IllegalArgumentException(
                    "a reason or name has half of a surrogate pair, which is no character; take it out");
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Content.of(Json.write(new Note(HexFormat.of().formatHex(salt), text)));
    }

    /**
     * Reads a note.
     *
     * @param digest the digest that stands for it
     * @return the text, or {@link #ERASED}
     * @throws CorruptedException if the note is not what was written
     */
    public String read(Digest digest) {
        return store.open(digest.key(), ByteRange.first(MAX_BYTES))
                .map(in -> text(digest, in))
                .orElse(ERASED);
    }

    private static String text(Digest digest, InputStream in) {
        try (in) {
            byte[] bytes = in.readAllBytes();
            if (!Digest.of(bytes).equals(digest)) {
                throw new CorruptedException("note " + digest, "holds other bytes than its digest says");
            }
            return Json.read(bytes, Note.class, "note " + digest).text();
        } catch (IOException e) {
            throw new StorageException("note " + digest, "cannot be read: " + e, e);
        }
    }
}
