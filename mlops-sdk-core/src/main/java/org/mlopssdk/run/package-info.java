/**
 * Experiments and their runs: parameters, metrics and their history, inputs and the environment they were measured in.
 */
@NullMarked
package org.mlopssdk.run;

import org.jspecify.annotations.NullMarked;
