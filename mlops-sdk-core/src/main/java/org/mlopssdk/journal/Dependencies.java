package org.mlopssdk.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;

/**
 * Content that an entry will refer to. Nothing refers to it before the entry stands, so garbage collection may set it aside meanwhile; it
 * says so in every stream, by an entry of its own that takes the number the writer wanted. The writer confirms its content again then, and
 * puts what is gone anew. Asked for from the {@link Ledger} before the first content is put. Not for use by several threads.
 *
 * @since 0.1.0
 */
public final class Dependencies {

    private final BlobStore store;
    private final List<Need> needs = new ArrayList<>();
    private long sweeps;

    /**
     * No content yet.
     *
     * @param store keeps the content
     * @param sweeps how many garbage collections the ledger knew of when these were begun
     */
    Dependencies(BlobStore store, long sweeps) {
        this.store = store;
        this.sweeps = sweeps;
    }

    private record Need(Digest digest, Runnable putAgain) {}

    /**
     * Stores content that the entry will refer to.
     *
     * @param content the content; written out again should it be collected as garbage before the entry stands
     * @return its digest
     */
    public Digest put(Content content) {
        Digest digest = store.put(content);
        needs.add(new Need(digest, () -> store.put(content)));
        return digest;
    }

    /**
     * Names content that is in the store, and that the entry will refer to.
     *
     * @param digests the content
     * @param putAgain puts all of it again, should some be collected as garbage before the entry stands
     */
    public void need(Collection<Digest> digests, Runnable putAgain) {
        digests.forEach(digest -> needs.add(new Need(digest, putAgain)));
    }

    /** Confirms everything, if there were garbage collections since that was last known to be there. */
    void confirm(long sweepsNow) {
        if (sweepsNow == sweeps) {
            return;
        }
        for (Need need : needs) {
            if (!store.confirm(need.digest)) {
                need.putAgain.run();
                requireThere(need.digest);
            }
        }
        sweeps = sweepsNow;
    }

    private void requireThere(Digest digest) {
        if (!store.confirm(digest)) {
            throw new ConflictException(
                    "content sha256:" + digest,
                    "was collected as garbage before an entry referred to it, and is not what it was when put again;"
                            + " try again from the beginning");
        }
    }

    @Override
    public String toString() {
        return needs.size() + " blobs that an entry will refer to";
    }
}
