/**
 * Tests that look at all columns of two tables together, and so see what no test of single columns can: that columns
 * which each look as before no longer go together as before.
 *
 * <p>{@link org.mlopssdk.monitoring.multivariate.DomainClassifier} asks whether a model can tell the tables apart, and by
 * which columns; it is linear, fast, and names the culprits. {@link
 * org.mlopssdk.monitoring.multivariate.MaximumMeanDiscrepancy} sees any difference, and gives a p-value, but no names.
 *
 * <p>Conventions of the package:
 *
 * <ul>
 *   <li>Both tables have the same columns. A text column becomes one indicator (0 or 1) for each of its most frequent
 *       categories and one for all others; missing values and infinities become indicators, too, where they occur, and
 *       count as the mean in the column itself. Then each column is brought to mean 0 and deviation 1; one that is
 *       constant counts as 0. A value beyond all proportion to the others sets the deviation, and hides what those do: clip
 *       columns that have such values.
 *   <li>Everything random comes from the seed alone, on every JDK.
 *   <li>Settings and results are immutable and safe for use by several threads.
 *   <li>Bad arguments are an {@link IllegalArgumentException} whose message says what was wrong, where, and what to do.
 * </ul>
 */
@NullMarked
package org.mlopssdk.monitoring.multivariate;

import org.jspecify.annotations.NullMarked;
