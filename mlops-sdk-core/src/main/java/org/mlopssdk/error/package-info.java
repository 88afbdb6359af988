/**
 * The exceptions of the library: few, unchecked, each naming its subject and saying what to do.
 */
@NullMarked
package org.mlopssdk.error;

import org.jspecify.annotations.NullMarked;
