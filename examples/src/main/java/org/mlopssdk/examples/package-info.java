/**
 * The whole loop of the library on simulated and on real data. Begin with {@link org.mlopssdk.examples.Quickstart}, which reads from top to
 * bottom; everything else is what it needs: data, a model, and a place to print.
 */
@NullMarked
package org.mlopssdk.examples;

import org.jspecify.annotations.NullMarked;
