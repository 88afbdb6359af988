package org.mlopssdk.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

/** The build runs these tests on two lines of JUnit; each run is to be on the one that it says. */
class JUnitVersionTest {

    @Test
    void theJUnitThatRunsIsTheOneThatWasAskedFor() {
        String expected = System.getProperty("junit.expected");
        assumeThat(expected)
                .as("only the build says which JUnit it has asked for")
                .isNotNull();
        assertThat(Test.class.getPackage().getImplementationVersion()).isEqualTo(expected);
    }
}
