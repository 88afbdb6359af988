package org.mlopssdk.store;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A store of immutable content: the SPI for whoever has storage and nothing else. Everything the library keeps rests on
 * {@link #create}, of which any number of concurrent callers, in any processes, see exactly one win.
 *
 * <p>Content is never visible in part. Implementations are safe for use by many threads and processes at once, and an interrupt
 * of a calling thread leaves them usable. Failures of the storage beneath are
 * {@link org.mlopssdk.error.StorageException}; nothing of the operation is visible then, except where a method says otherwise.
 * A store without a true {@code create} must refuse to open. The testkit's {@code BlobStoreContract} holds an implementation to all
 * of this.
 *
 * @since 0.1.0
 */
public interface BlobStore extends AutoCloseable {

    /** The most bytes that {@link #create} takes: 8 MiB. */
    int MAX_CREATE = 8 << 20;

    /**
     * Gives a key its content, unless it has some. Of concurrent callers exactly one is told {@link Creation#CREATED}. On
     * return, whoever won, the content under the key is as durable as the store promises.
     *
     * @param key the key
     * @param content at most {@link #MAX_CREATE} bytes; kept as they are now
     * @return whether this caller's content is there now, or another's was before
     * @throws IllegalArgumentException if there are too many bytes
     * @throws org.mlopssdk.error.OutcomeUnknownException if the content may or may not be visible: read the key to know
     */
    Creation create(BlobKey key, byte[] content);

    /**
     * Stores content of any size under its own digest, at {@link Digest#key()}. Storing what is there already changes nothing and
     * returns the same digest. On return the content is as durable as the store promises.
     *
     * @param content the content; written out once
     * @return the digest of what was stored
     * @throws org.mlopssdk.error.StorageException also if the content itself cannot be read
     */
    Digest put(Content content);

    /**
     * Stores several contents, as {@link #put} does each, one after the other or at the same time. A store that can make several durable for
     * little more than the price of one does so. If this throws, some may be stored.
     *
     * @param contents the contents; each written out once
     * @return their digests, in the same order
     * @throws org.mlopssdk.error.StorageException also if one of the contents cannot be read
     */
    default List<Digest> putAll(List<Content> contents) {
        return contents.stream().map(this::put).toList();
    }

    /**
     * Whether content is there, and durable: makes it durable where that was in doubt. Does not read the content.
     *
     * @param digest the content
     * @return true if the store holds it as durably as it promises
     */
    boolean confirm(Digest digest);

    /**
     * Opens a range of a blob, as stored: verifying it against a digest is the caller's.
     *
     * @param key the key
     * @param range which bytes; beyond the end there are none
     * @return a stream for the caller to close, or empty where the key has no content
     */
    Optional<InputStream> open(BlobKey key, ByteRange range);

    /**
     * Lists keys in the order of their text. Keys created or deleted meanwhile may or may not be listed; all others are.
     *
     * @param prefix what the keys begin with; any text, may be empty
     * @param startAfter only keys that sort after this text; may be empty
     * @param limit how many at most, from 1 to 1000
     * @return the first keys; fewer than {@code limit} mean that there are no more
     */
    List<BlobKey> list(String prefix, String startAfter, int limit);

    /**
     * Removes a blob. Removing what is not there does nothing.
     *
     * @param key the key
     */
    void delete(BlobKey key);

    /**
     * What the store says of itself.
     *
     * @return its properties
     */
    StoreProperties properties();

    /** Lets go of connections and threads. Closing twice does nothing. */
    @Override
    void close();
}
