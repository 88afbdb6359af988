/**
 * Detectors that watch a stream of errors or losses, one value at a time, and say when it has changed: ADWIN,
 * Page-Hinkley and DDM.
 *
 * <p>They complement the comparison of windows with a reference: no reference is needed, a change is seen within the
 * values that show it, and the memory is constant or grows with the logarithm of the window. What they see is a change
 * of the mean; a change of shape alone is for the other packages.
 *
 * <p>When in doubt, take {@link org.mlopssdk.monitoring.stream.Adwin}: on streams of errors that do not change it alarms
 * least, and where the error rate rises it alarms first. {@link org.mlopssdk.monitoring.stream.PageHinkley} takes a fraction of
 * the time, and wants its threshold chosen; {@link org.mlopssdk.monitoring.stream.Ddm} warns before it alarms.
 *
 * <p>Conventions of the package:
 *
 * <ul>
 *   <li>Settings are immutable records with the defaults of river (0.26), whose detections they reproduce; a detector
 *       is started from them.
 *   <li>A detector starts over after a drift, so the values after it are the new normal; ADWIN may keep what is recent.
 *   <li>{@code NaN}, infinities and values beyond {@value org.mlopssdk.monitoring.stream.StreamDetector#LARGEST} in size
 *       are ignored and counted: one broken loss must neither stop the service nor blind the detector for ever.
 *   <li>Detectors are not safe for use by several threads; keep one per thread or guard it.
 *   <li>No detector allocates on an update, but for ADWIN when its window doubles.
 * </ul>
 */
@NullMarked
package org.mlopssdk.monitoring.stream;

import org.jspecify.annotations.NullMarked;
