package org.mlopssdk.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.store.UnfinishedContent.Unfinished;

/**
 * A store whose content can be set aside before it is dropped: content lies in {@code blobs/}, or for a while in
 * {@code trash/<sweep>/}. Reading falls back to what was set aside, and confirming brings it back; so a writer or reader that was paused
 * while garbage was collected finds what it relies on.
 *
 * @since 0.1.0
 */
public final class RecoverableBlobStore implements BlobStore, LocalFiles {

    private static final String BLOBS = "blobs/";
    private static final String TRASH = "trash/";
    private static final String LAST = "~"; // sorts after all that a key may hold
    private static final int PAGE = 1000;

    /** No collection deletes what it decided on longer ago than this: nobody is paused so long, and no request is on its way so long. */
    private static final Duration ABANDONED = Duration.ofDays(7);

    private final BlobStore store;

    /**
     * Adds the way back to a store.
     *
     * @param store keeps the content; closed with this
     */
    public RecoverableBlobStore(BlobStore store) {
        this.store = store;
    }

    /**
     * Content that was set aside.
     *
     * @param sweep the garbage collection that did it
     * @param digest the content
     */
    public record Aside(String sweep, Digest digest) {

        /** Refuses what could not be part of a key. */
        public Aside {
            Name.require("the id of a garbage collection", sweep);
        }

        /**
         * Where it lies.
         *
         * @return its key
         */
        public BlobKey key() {
            return BlobKey.of(TRASH + sweep + "/" + digest.key().path().substring(BLOBS.length()));
        }
    }

    /**
     * Takes content out of {@code blobs/}.
     *
     * @param aside the content, and on whose behalf
     * @return false if it was not there
     * @throws UnsupportedFormatException if the store cannot move content
     * @throws org.mlopssdk.error.OutcomeUnknownException if it is aside, and may be taken out of {@code blobs/} now, later, or never
     */
    public boolean setAside(Aside aside) {
        if (store instanceof AtomicMove mover) {
            return mover.move(aside.digest.key(), aside.key());
        }
        if (store instanceof TwoStepMove mover) {
            return mover.move(aside.digest.key(), aside.key());
        }
        throw new UnsupportedFormatException(
                store.properties().location(),
                "can move content neither in one step nor in two, which it takes to collect garbage while others"
                        + " write");
    }

    /**
     * Whether the collection that set content aside is done with deleting it in {@code blobs/}. Until then only what it set aside is sure to
     * stay, and must not be dropped. Where moves take one step, that is so at once; where they take two, as soon as the collection says that
     * it is, or, if it never does, after a week of the storage's time.
     *
     * @param aside the content
     * @param ended the collections that have said so
     * @return true if it may be dropped
     */
    public boolean isSettled(Aside aside, Set<String> ended) {
        return store instanceof AtomicMove
                || ended.contains(aside.sweep)
                || (store instanceof TwoStepMove mover && mover.age(aside.key()).compareTo(ABANDONED) > 0);
    }

    /**
     * The content in its place.
     *
     * @return the digests of what lies in {@code blobs/}
     */
    public List<Digest> digests() {
        List<Digest> found = new ArrayList<>();
        forEachKey(BLOBS, key -> digest(key, BLOBS).ifPresent(found::add));
        return found;
    }

    /**
     * What was set aside and not dropped yet.
     *
     * @return the content, some of which may have been brought back meanwhile
     */
    public List<Aside> aside() {
        List<Aside> found = new ArrayList<>();
        forEachKey(TRASH, key -> aside(key).ifPresent(found::add));
        return found;
    }

    /**
     * Drops content that was set aside. If it was brought back meanwhile, that stays.
     *
     * @param aside the content
     */
    public void drop(Aside aside) {
        store.delete(aside.key());
    }

    /**
     * Content whose sending was broken off, and that nobody goes on with.
     *
     * @return the content; empty for a store that keeps none
     */
    public List<Unfinished> unfinished() {
        return store instanceof UnfinishedContent keeper ? keeper.unfinished() : List.of();
    }

    /**
     * Drops the parts of content whose sending was broken off.
     *
     * @param unfinished the content
     */
    public void drop(Unfinished unfinished) {
        if (store instanceof UnfinishedContent keeper) {
            keeper.drop(unfinished);
        }
    }

    @Override
    public Creation create(BlobKey key, byte[] content) {
        return store.create(key, content);
    }

    @Override
    public Digest put(Content content) {
        return store.put(content);
    }

    @Override
    public List<Digest> putAll(List<Content> contents) {
        return store.putAll(contents);
    }

    @Override
    public boolean confirm(Digest digest) {
        if (store.confirm(digest)) {
            return true;
        }
        Optional<InputStream> aside = find(digest).flatMap(found -> store.open(found.key(), ByteRange.ALL));
        return aside.map(in -> restore(digest, in)).orElse(false) || store.confirm(digest);
    }

    /** Looked for where it should be, where it was set aside, and again where it should be: it may have been brought back in between. */
    @Override
    public Optional<InputStream> open(BlobKey key, ByteRange range) {
        Optional<InputStream> found = store.open(key, range);
        if (found.isPresent()) {
            return found;
        }
        return digest(key, BLOBS)
                .flatMap(this::find)
                .flatMap(aside -> store.open(aside.key(), range))
                .or(() -> store.open(key, range));
    }

    @Override
    public Optional<Path> file(Digest digest) {
        return file(digest, ProgressListener.NONE);
    }

    @Override
    public Optional<Path> file(Digest digest, ProgressListener listener) {
        return store instanceof LocalFiles files ? files.file(digest, listener) : Optional.empty();
    }

    @Override
    public boolean areFetched() {
        return store instanceof LocalFiles files && files.areFetched();
    }

    @Override
    public List<Path> strays() {
        return store instanceof LocalFiles files ? files.strays() : List.of();
    }

    @Override
    public List<BlobKey> list(String prefix, String startAfter, int limit) {
        return store.list(prefix, startAfter, limit);
    }

    @Override
    public void delete(BlobKey key) {
        store.delete(key);
    }

    @Override
    public StoreProperties properties() {
        return store.properties();
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public String toString() {
        return store.toString();
    }

    private boolean restore(Digest digest, InputStream in) {
        try (in) {
            return store.put(in::transferTo).equals(digest);
        } catch (IOException e) {
            throw new StorageException("content sha256:" + digest, "cannot be brought back: " + e, e);
        }
    }

    private void forEachKey(String prefix, Consumer<BlobKey> consumer) {
        String after = "";
        List<BlobKey> page;
        do {
            page = store.list(prefix, after, PAGE);
            page.forEach(consumer);
            after = page.isEmpty() ? after : page.get(page.size() - 1).path();
        } while (page.size() == PAGE);
    }

    /** Goes from one sweep to the next without listing what else they set aside. */
    private Optional<Aside> find(Digest digest) {
        String after = "";
        while (true) {
            List<BlobKey> next = store.list(TRASH, after, 1);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            String sweep = next.get(0).path().split("/", -1)[1];
            Aside aside = new Aside(sweep, digest);
            if (isThere(aside.key())) {
                return Optional.of(aside);
            }
            after = TRASH + sweep + "/" + LAST;
        }
    }

    private boolean isThere(BlobKey key) {
        try (@Nullable InputStream in = store.open(key, ByteRange.first(0)).orElse(null)) {
            return in != null;
        } catch (IOException e) {
            throw new StorageException(key.path(), "cannot be read: " + e, e);
        }
    }

    private static Optional<Aside> aside(BlobKey key) {
        String[] parts = key.path().split("/", 3);
        return parts.length == 3
                ? digest(key, TRASH + parts[1] + "/").map(digest -> new Aside(parts[1], digest))
                : Optional.empty();
    }

    private static Optional<Digest> digest(BlobKey key, String prefix) {
        if (!key.path().startsWith(prefix + "sha256/")) {
            return Optional.empty();
        }
        String hex = key.path().substring(prefix.length() + "sha256/".length()).replace("/", "");
        return hex.matches("[0-9a-f]{64}") ? Optional.of(new Digest(hex)) : Optional.empty();
    }
}
