/**
 * Drift: what the comparison of a window with its reference means, and what to do about it.
 *
 * <p>A {@link org.mlopssdk.monitoring.drift.DriftPolicy} judges each feature by effect and significance together; a {@link
 * org.mlopssdk.monitoring.drift.DriftReport} says which features drift, which are stable, and for which nobody can say, each with a
 * sentence. Its numbers are labelled metrics, so a gate can judge them too.
 *
 * <p>A large window finds the smallest difference significant, and a small one shows large differences by chance; so both effect and significance are
 * asked for. A verdict comes about so:
 *
 * <ul>
 *   <li>A numeric feature drifts by its Kolmogorov-Smirnov statistic, a text feature by its population stability index with the p-value of
 *       chi-square.
 *   <li>The share of missing values is judged on its own; either makes the feature drift.
 *   <li>p-values are asymptotic, and adjusted together (Benjamini-Hochberg) over all features with enough rows, those of the
 *       missing shares among themselves.
 *   <li>A feature with too few values on either side is INCONCLUSIVE, and so is one with a large difference that may be chance; the report
 *       says how many rows would tell. So is one whose reference is kept too coarsely to tell on which side of a threshold it lies.
 *   <li>STABLE means that no large difference was seen. {@link org.mlopssdk.monitoring.drift.DriftPolicy#requiringProofOfStability} asks for more: that
 *       none is there, by upper bounds. That of the Kolmogorov-Smirnov distance is by the Dvoretzky-Kiefer-Wolfowitz inequality, that of missing
 *       shares by the exact intervals of Clopper and Pearson, both valid for independent rows of any distribution; that of the population
 *       stability index is approximate, by Patnaik's law (1949) of the non-central chi-square.
 * </ul>
 */
@NullMarked
package org.mlopssdk.monitoring.drift;

import org.jspecify.annotations.NullMarked;
