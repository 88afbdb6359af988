package org.mlopssdk.journal;

import org.mlopssdk.json.Json;
import org.mlopssdk.store.Digest;

/**
 * One entry of a stream, as it was read and verified.
 *
 * @param stream the stream
 * @param number its number in the stream, from 1
 * @param digest the SHA-256 of its document, which the next entry names
 * @param event what happened
 * @since 0.1.0
 */
public record Entry(StreamName stream, long number, Digest digest, Event event) {

    /**
     * What the event says, as a record of the reader's own.
     *
     * @param <T> the type of the record
     * @param type the record
     * @return the event's body
     * @throws org.mlopssdk.error.CorruptedException if the body is not of that shape
     */
    public <T> T body(Class<T> type) {
        return Json.convert(event.body(), type, toString());
    }

    @Override
    public String toString() {
        return "entry " + number + " of " + stream + " (" + event.type() + ")";
    }
}
