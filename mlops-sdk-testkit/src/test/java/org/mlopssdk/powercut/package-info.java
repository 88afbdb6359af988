/** The directory store under simulated power cuts. */
@NullMarked
package org.mlopssdk.powercut;

import org.jspecify.annotations.NullMarked;
