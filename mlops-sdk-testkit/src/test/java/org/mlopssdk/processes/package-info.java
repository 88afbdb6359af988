/** Several processes at work on one store, some of them killed. */
@NullMarked
package org.mlopssdk.processes;

import org.jspecify.annotations.NullMarked;
