package org.mlopssdk.gate;

import java.util.Optional;
import org.mlopssdk.metric.Measured;
import org.mlopssdk.metric.Metrics;

/**
 * What a candidate is compared with. An alias of the registry is one: it may point nowhere yet, and its subject names its revision, so that a
 * report about it is known to be stale once the alias has moved.
 *
 * @since 0.1.0
 */
public interface Baseline {

    /**
     * What is compared with, named so that nothing else has that name.
     *
     * @return the subject, one line
     */
    String subject();

    /**
     * What was measured of it.
     *
     * @return the metrics, or empty where there is nothing to compare with yet
     */
    Optional<Metrics> baseline();

    /**
     * A baseline that was measured.
     *
     * @param measured for example a registered version
     * @return the baseline
     */
    static Baseline of(Measured measured) {
        return new MeasuredBaseline(measured);
    }
}
