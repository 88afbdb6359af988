package org.mlopssdk.metric;

import org.mlopssdk.json.Json;

/**
 * The rule for the free text of names of metrics, labels, parameters, tags and gates: 1 to 250 characters, not all blank, no control
 * characters. Such text is never part of a storage path.
 *
 * @since 0.1.0
 */
public final class FreeText {

    /** The longest text, in characters. */
    public static final int MAX_LENGTH = 250;

    private FreeText() {}

    /**
     * Returns text that keeps to the rule, or refuses it.
     *
     * @param what what the text is, for the message, such as {@code a metric's name}
     * @param text the text
     * @return the text
     * @throws IllegalArgumentException if it breaks the rule
     */
    public static String require(String what, String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    what + " has 1 to " + MAX_LENGTH + " characters, not all blank; got " + text.length());
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new IllegalArgumentException(what + " has a control character at index " + i + "; take it out");
            }
        }
        return requireLong(what, text, MAX_LENGTH);
    }

    /**
     * Returns longer text, which may have several lines, or refuses it.
     *
     * @param what what the text is, for the message, such as {@code a description}
     * @param text the text
     * @param most how many characters it may have
     * @return the text
     * @throws IllegalArgumentException if it is longer, or has half of a surrogate pair
     */
    public static String requireLong(String what, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(what + " has at most " + most + " characters, got " + text.length()
                    + "; store longer text as a file of a version");
        }
        if (!Json.isWritable(text)) {
            throw new IllegalArgumentException(
                    what + " has half of a surrogate pair, which is no character; take it out");
        }
        return text;
    }
}
