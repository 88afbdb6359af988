/**
 * Quality gates as JUnit tests. {@link org.mlopssdk.junit.QualityGate} on a method makes a test of each requirement; on a class it hands the
 * report to its tests, which say {@code assertThat(report).passes()}.
 */
@NullMarked
package org.mlopssdk.junit;

import org.jspecify.annotations.NullMarked;
