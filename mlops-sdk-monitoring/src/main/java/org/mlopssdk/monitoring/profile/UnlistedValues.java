package org.mlopssdk.monitoring.profile;

/**
 * The values of a text feature that belong to none of the categories the reference lists.
 *
 * @param reference how many the reference has; 0 where it lists all its categories
 * @param known how many the window has of categories that the reference has but does not list; where {@code toldApart} is false, new ones are
 *     among them
 * @param fresh how many the window has that the reference does not have
 * @param toldApart whether both kinds are told apart; false where the reference has more unlisted categories than are kept, or its
 *     profile is of the first format
 * @since 0.1.0
 */
public record UnlistedValues(long reference, long known, long fresh, boolean toldApart) {

    /**
     * How many the window has in all.
     *
     * @return the number, not negative
     */
    public long current() {
        return known + fresh;
    }

    /**
     * Whether all the unlisted values of the window are known to be new.
     *
     * @return false where some are, or may be, rare categories of the reference
     */
    public boolean areNew() {
        return toldApart && known == 0;
    }
}
