package org.mlopssdk.metric;

/**
 * Something that was measured and can be judged: a registered version, an evaluation, a window of live traffic.
 *
 * @since 0.1.0
 */
public interface Measured {

    /**
     * What was measured, named so that nothing else has that name: a registered version names its content's digest.
     *
     * @return the subject, one line
     */
    String subject();

    /**
     * What was measured of it.
     *
     * @return the metrics, perhaps none
     */
    Metrics metrics();
}
