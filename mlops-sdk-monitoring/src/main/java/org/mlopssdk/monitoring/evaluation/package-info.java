/**
 * How good a model is: metrics with counts and intervals from labels and predictions, ready for gates.
 *
 * <p>A sample ({@link org.mlopssdk.monitoring.evaluation.BinaryScores}, {@link
 * org.mlopssdk.monitoring.evaluation.ConfusionMatrix}, {@link org.mlopssdk.monitoring.evaluation.ClassProbabilities}, {@link
 * org.mlopssdk.monitoring.evaluation.RegressionPairs}, {@link org.mlopssdk.monitoring.evaluation.RankedQueries}) holds what was
 * predicted and what came true; {@code evaluate()} makes an {@link org.mlopssdk.monitoring.evaluation.Evaluation} of it.
 * Samples of threads, days or pods are added by {@code plus}, and give the same answer as one pass.
 *
 * <pre>{@code
 * boolean[] labels = {true, false, true, false, true};
 * double[] scores = {0.9, 0.2, 0.6, 0.7, 0.8};
 * Metrics metrics = BinaryScores.of(labels, scores).evaluate().metrics();
 * }</pre>
 *
 * <p>Conventions of the package:
 *
 * <ul>
 *   <li>What is not defined, as the precision of a model that never says yes, is {@code NaN}, with the reason among the
 *       notes of the evaluation; scikit-learn says 0 and warns. A gate fails on {@code NaN}, so nothing passes for being
 *       undefined, and nothing fails for a 0 that nobody measured.
 *   <li>{@code n} of a metric is the number of rows behind it: for a proportion, such as precision, its denominator.
 *   <li>Intervals are exact for proportions (and for the F1 of two classes, which is a function of one), and BCa
 *       bootstrap intervals for the rest; {@link org.mlopssdk.monitoring.evaluation.Intervals} says how. They take rows as
 *       independent: rows that follow each other in time often are not, and their intervals are then too narrow.
 *   <li>A metric has no interval where the rows cannot say: a single row, or resamples that all agree.
 *   <li>Samples, settings and results are immutable and safe for use by several threads; recorders are for one thread.
 *   <li>Bad arguments are an {@link IllegalArgumentException} whose message says what was wrong, where, and what to do.
 * </ul>
 */
@NullMarked
package org.mlopssdk.monitoring.evaluation;

import org.jspecify.annotations.NullMarked;
