package org.mlopssdk.junit;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mlopssdk.gate.StepSummary;

/**
 * Where the people who look at a build find what its gates said: the file that {@code mlops.gate.summary} names, a configuration parameter of JUnit or a
 * system property, or else the summary that GitHub shows.
 */
final class Summary {

    private static final String PROPERTY = "mlops.gate.summary";

    private Summary() {}

    static Optional<StepSummary> of(ExtensionContext context) {
        return context.getConfigurationParameter(PROPERTY)
                .filter(name -> !name.isBlank())
                .map(name -> StepSummary.at(Path.of(name)))
                .or(StepSummary::ofEnvironment);
    }
}
