package org.mlopssdk.monitoring.profile;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How comparisons print: the feature and its missing values, then what was found, test by test. */
final class ComparisonText {

    private ComparisonText() {}

    /** What was not found is null, and left out. */
    static String of(FeatureComparison comparison, @Nullable Object... found) {
        StringBuilder text =
                new StringBuilder(comparison.feature()).append(": ").append(comparison.missing());
        Stream.concat(Stream.of(found), comparison.quality().stream()).forEach(each -> {
            if (each != null) {
                text.append(System.lineSeparator())
                        .append("  ")
                        .append(each.toString().indent(2).strip());
            }
        });
        return text.toString();
    }
}
