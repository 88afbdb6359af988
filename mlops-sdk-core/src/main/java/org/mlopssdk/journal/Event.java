package org.mlopssdk.journal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened, as an entry tells it.
 *
 * @param type what kind of thing, such as {@code registered}
 * @param optional whether a reader that does not know the type may pass over it
 * @param operation the id of the operation, unique in its stream: an operation tried twice stands there once
 * @param time when, by the clock of whoever wrote it; entries are ordered by number, never by time
 * @param attribution who did it, and why
 * @param body the rest, by the type: a tree of maps, lists, strings, whole numbers and booleans
 * @since 0.1.0
 */
public record Event(
        String type,
        boolean optional,
        String operation,
        Instant time,
        Attribution attribution,
        Map<String, Object> body) {

    /** Copies the body. */
    public Event {
        body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
    }
}
