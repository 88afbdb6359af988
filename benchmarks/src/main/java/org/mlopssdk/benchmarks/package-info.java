/** What the library costs, beside what the machine and others cost, in one run. */
@NullMarked
package org.mlopssdk.benchmarks;

import org.jspecify.annotations.NullMarked;
