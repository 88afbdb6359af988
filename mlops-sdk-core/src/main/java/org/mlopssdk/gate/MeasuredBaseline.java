package org.mlopssdk.gate;

import java.util.Optional;
import org.mlopssdk.metric.Measured;
import org.mlopssdk.metric.Metrics;

/** A baseline that is there. */
record MeasuredBaseline(Measured measured) implements Baseline {

    @Override
    public String subject() {
        return measured.subject();
    }

    @Override
    public Optional<Metrics> baseline() {
        return Optional.of(measured.metrics());
    }
}
