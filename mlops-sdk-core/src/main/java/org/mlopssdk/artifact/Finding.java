package org.mlopssdk.artifact;

/**
 * Something that verification found wrong.
 *
 * @param subject what is wrong
 * @param problem how
 * @since 0.1.0
 */
public record Finding(String subject, String problem) {

    @Override
    public String toString() {
        return subject + " " + problem;
    }
}
