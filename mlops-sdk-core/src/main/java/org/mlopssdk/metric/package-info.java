/**
 * Named numbers: a {@link org.mlopssdk.metric.Metric} is one measured value with labels, {@link org.mlopssdk.metric.Metrics}
 * are what one subject measured, and a {@link org.mlopssdk.metric.MetricPoint} is one step of a history.
 */
@NullMarked
package org.mlopssdk.metric;

import org.jspecify.annotations.NullMarked;
