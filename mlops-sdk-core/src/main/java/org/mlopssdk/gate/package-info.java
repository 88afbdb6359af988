/**
 * Quality gates: a pure function from measured metrics, and a baseline's, to a report that a person can act on.
 */
@NullMarked
package org.mlopssdk.gate;

import org.jspecify.annotations.NullMarked;
