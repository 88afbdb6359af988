/**
 * Counters against a reference: what a model was trained on, and what it sees now, counted over the same cells.
 *
 * <p>A {@link org.mlopssdk.monitoring.profile.ReferenceProfile} keeps each feature of the training data as break points with
 * counts, or as categories with counts. A {@link org.mlopssdk.monitoring.profile.Window} counts live values against it: one
 * look-up and one increment for each value. The counters give the two-sample statistics that the values themselves would give;
 * windows are added, over threads, pods and days, and give the same answer as one pass.
 *
 * <p>Conventions of the package: {@code NaN} and {@code null} are missing values and counted as such; infinities are values, at
 * the ends of the order; {@code -0.0} equals {@code 0.0}; an empty text is a value. Bad arguments are an {@link
 * IllegalArgumentException}; stored data that is not what was stored is a {@link org.mlopssdk.error.CorruptedException}.
 */
@NullMarked
package org.mlopssdk.monitoring.profile;

import org.jspecify.annotations.NullMarked;
