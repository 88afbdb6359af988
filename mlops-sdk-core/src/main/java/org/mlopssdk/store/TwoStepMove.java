package org.mlopssdk.store;

import java.time.Duration;

/**
 * A store that can move content only by copying it and then deleting it where it was, as object storage does: what garbage collection makes
 * do with where there is no {@link AtomicMove}. Somebody who is paused between the two steps, or a deletion that is held up on its way, deletes
 * later; so whoever drops a copy has to know that the deletion which it was made for is over.
 *
 * @since 0.1.0
 */
public interface TwoStepMove {

    /**
     * Copies a blob, makes sure that the copy is there, and then asks once for the blob to be deleted where it was.
     *
     * @param from the key that it has
     * @param to the key that it gets, which nothing has, nor ever had
     * @return false if there was nothing to move; if true, the deletion was carried out, and will not be once more
     * @throws org.mlopssdk.error.OutcomeUnknownException if the copy is there, and the deletion may be carried out now, later, or never
     * @throws org.mlopssdk.error.StorageException if nothing was deleted, nor will be; there may be a copy
     */
    boolean move(BlobKey from, BlobKey to);

    /**
     * How long ago a blob was written, both times being the storage's own: no other clock has a part in it.
     *
     * @param key the blob
     * @return its age, zero if it is not there
     */
    Duration age(BlobKey key);
}
