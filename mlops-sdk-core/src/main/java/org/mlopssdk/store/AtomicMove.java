package org.mlopssdk.store;

/**
 * A store that can move content in one step, which garbage collection needs: what it sets aside is under one of two keys at any moment,
 * however long the process that moves it is paused.
 *
 * @since 0.1.0
 */
public interface AtomicMove {

    /**
     * Moves a blob. On return the move is as durable as the store promises.
     *
     * @param from the key that it has
     * @param to the key that it gets, which nothing has
     * @return false if there was nothing to move
     */
    boolean move(BlobKey from, BlobKey to);
}
