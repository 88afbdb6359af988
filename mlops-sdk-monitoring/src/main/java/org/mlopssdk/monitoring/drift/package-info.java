/**
 * Drift: what the comparison of a window with its reference means, and what to do about it.
 *
 * <p>A {@link org.mlopssdk.monitoring.drift.DriftPolicy} judges each feature by effect and significance together; a {@link
 * org.mlopssdk.monitoring.drift.DriftReport} says which features drift, which are stable, and for which nobody can say, each with a
 * sentence. Its numbers are labelled metrics, so a gate can judge them too.
 */
@NullMarked
package org.mlopssdk.monitoring.drift;

import org.jspecify.annotations.NullMarked;
