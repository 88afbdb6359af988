package org.mlopssdk.journal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.json.Json;

/**
 * An entry that somebody wants to append.
 *
 * @param type what kind of thing happened
 * @param body what there is to say of it; see {@link Event#body()}
 * @param reason why, in the words of whoever did it, or null
 * @since 0.1.0
 */
public record Draft(
        String type, Map<String, Object> body, @Nullable String reason) {

    /**
     * A draft without a reason.
     *
     * @param type what kind of thing happened
     * @param body a record that says the rest
     * @return the draft
     */
    public static Draft of(String type, Record body) {
        return new Draft(type, Json.tree(body), null);
    }

    /**
     * The same draft with a reason.
     *
     * @param words why, or null
     * @return a copy
     */
    public Draft because(@Nullable String words) {
        return new Draft(type, body, words);
    }
}
