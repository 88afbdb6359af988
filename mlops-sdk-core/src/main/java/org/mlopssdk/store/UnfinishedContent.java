package org.mlopssdk.store;

import java.time.Instant;
import java.util.List;

/**
 * A store that keeps the parts of content whose sending was broken off, so that it can be gone on with: they take room and no key shows them. Garbage
 * collection drops what nobody goes on with.
 *
 * @since 0.1.0
 */
public interface UnfinishedContent {

    /**
     * Content whose sending was begun and not ended.
     *
     * @param digest the content
     * @param id tells one sending of it from another
     * @param begun when, by the storage's own clock
     */
    record Unfinished(Digest digest, String id, Instant begun) {}

    /**
     * What nobody has gone on sending for a day, by the storage's own clock.
     *
     * @return the content; empty where the storage does not tell
     */
    List<Unfinished> unfinished();

    /**
     * Drops the parts of content that was not ended. A sender who was only paused begins again.
     *
     * @param unfinished the content; nothing happens if it is gone
     */
    void drop(Unfinished unfinished);
}
