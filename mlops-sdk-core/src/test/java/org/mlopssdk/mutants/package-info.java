/** The library with one step taken out, or done wrongly, at a time: each time some test has to fail. */
@NullMarked
package org.mlopssdk.mutants;

import org.jspecify.annotations.NullMarked;
