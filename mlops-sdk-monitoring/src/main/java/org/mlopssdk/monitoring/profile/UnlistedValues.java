package org.mlopssdk.monitoring.profile;

/**
 * The values of a text feature that belong to none of the categories the reference lists.
 *
 * @param reference how many the reference has; 0 where it lists all its categories
 * @param current how many the window has
 * @since 0.1.0
 */
public record UnlistedValues(long reference, long current) {

    /**
     * Whether the unlisted values of the window are known to be new, since the reference lists all its categories.
     *
     * @return false where they may also be rare categories of the reference
     */
    public boolean areNew() {
        return reference == 0;
    }
}
