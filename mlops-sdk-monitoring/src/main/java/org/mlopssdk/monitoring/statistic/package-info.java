/**
 * Statistics that compare two samples: numbers in, results out, no I/O and no state.
 *
 * <p>Tests give a {@link org.mlopssdk.monitoring.statistic.TestResult} (a statistic and its p-value) and start with {@code
 * withDefaults()}, which settings refine; distances and divergences give a number, or a record where the number needs a
 * scale beside it. Every comparison that a live window needs also takes counts ({@code long[]}), so that a window which only
 * ever incremented counters is compared with its reference exactly as if all its values had been kept.
 *
 * <p>Conventions of the package:
 *
 * <ul>
 *   <li>{@code NaN} is refused with the sample's name and the index; missing values are for the caller to leave out and
 *       to count.
 *   <li>{@code -0.0} equals {@code 0.0}. Infinities are ordered like any other value, unless the method says otherwise.
 *   <li>Differences of shares are exact integers before they are divided, so statistics keep their digits where the samples
 *       nearly agree. The last bits may differ when cells are reordered, since sums are rounded, and where the method does
 *       not say otherwise also when samples are swapped.
 *   <li>An empty sample is refused. No argument is modified or kept.
 *   <li>Bad arguments are an {@link IllegalArgumentException} whose message says what was wrong, where, and what to do.
 *   <li>All types are immutable and safe for use by several threads.
 * </ul>
 */
@NullMarked
package org.mlopssdk.monitoring.statistic;

import org.jspecify.annotations.NullMarked;
