package org.mlopssdk.monitoring.drift;

import java.util.ArrayList;
import java.util.List;

/** A policy as a table for people, at most 100 columns wide: what holds for all features, what is different for some, and what the words mean. */
final class PolicyText {
    private static final int FEATURE = 24;
    private static final int FEATURES = 50;

    private PolicyText() {}

    static String of(DriftPolicy policy) {
        List<String> lines = new ArrayList<>();
        lines.add("drift policy: a difference that matters, and adjusted p < " + Figures.text(policy.significance()));
        int width = Math.min(
                FEATURE,
                policy.features().keySet().stream()
                        .mapToInt(String::length)
                        .reduce("all features".length(), Math::max));
        lines.add(line("all features", width, policy.forAll().toString()));
        policy.features().entrySet().stream()
                .limit(FEATURES)
                .map(each -> line(each.getKey(), width, each.getValue().told()))
                .forEach(lines::add);
        int more = policy.features().size() - FEATURES;
        if (more > 0) {
            lines.add("  ... and " + more + " features more");
        }
        if (policy.proofOfStability()) {
            lines.add("  STABLE has to be proved");
        }
        if (policy.budget() != null) {
            lines.add("  calibrated: " + policy.budget());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(String name, int width, String told) {
        String shown = Lines.cut(name, width);
        return Lines.wrapped("  " + shown + " ".repeat(width - shown.length()) + "  " + told, width + 4);
    }
}
