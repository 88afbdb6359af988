package org.mlopssdk.gate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.FreeText;

/**
 * A requirement as people write and review it, in the words of the factories: {@code atLeast}, {@code atMost} or both, or one of the four bounds on a
 * change.
 */
// As many components as there are words.
record RequirementDocument(
        @Nullable String metric,
        @Nullable Map<String, String> labels,
        @Nullable Map<String, List<String>> inEach,
        @Nullable Double atLeast,
        @Nullable Double atMost,
        @Nullable Double dropAtMost,
        @Nullable Double riseAtMost,
        @Nullable Double dropAtMostPercent,
        @Nullable Double riseAtMostPercent,
        @Nullable Double confidence,
        @Nullable Long minimumRows,
        @Nullable Boolean orBootstrap,
        @Nullable Boolean orInconclusive,
        @Nullable Boolean advisory,
        @Nullable String group) {

    static RequirementDocument of(Requirement requirement) {
        Condition condition = requirement.condition();
        Bound bound = condition instanceof Bound some ? some : null;
        Change change = condition instanceof Change some ? some : null;
        Slices slices = requirement.slices();
        return new RequirementDocument(
                requirement.metric(),
                requirement.labels().isEmpty() ? null : requirement.labels(),
                slices == null ? null : Map.of(slices.label(), slices.named()),
                bound == null || Double.isInfinite(bound.least()) ? null : Double.valueOf(bound.least()),
                bound == null || Double.isInfinite(bound.most()) ? null : Double.valueOf(bound.most()),
                most(change, Change.Direction.DROP, false),
                most(change, Change.Direction.RISE, false),
                most(change, Change.Direction.DROP, true),
                most(change, Change.Direction.RISE, true),
                condition.confidence(),
                condition.minimumRows(),
                trueOrNull(change != null && change.bootstrap()),
                trueOrNull(bound != null && bound.inconclusive()),
                trueOrNull(requirement.advisory()),
                requirement.group());
    }

    private static @Nullable Double most(@Nullable Change change, Change.Direction direction, boolean relative) {
        return change != null && change.direction() == direction && change.relative() == relative
                ? Double.valueOf(change.most())
                : null;
    }

    private static @Nullable Boolean trueOrNull(boolean value) {
        return value ? true : null;
    }

    Requirement toRequirement() {
        if (metric == null) {
            throw new IllegalArgumentException("a requirement needs \"metric\", a name");
        }
        FreeText.require("a metric's name", metric);
        if (labels != null && labels.containsValue(null)) {
            throw new IllegalArgumentException("\"labels\" has a text for each label; got null");
        }
        Condition condition = condition();
        if (confidence != null) {
            condition = condition.withConfidence(confidence);
        }
        if (minimumRows != null) {
            condition = condition.withMinimumRows(minimumRows);
        }
        return new Requirement(
                metric,
                labels == null ? Map.of() : labels,
                inEach == null ? null : slices(inEach),
                condition,
                Boolean.TRUE.equals(advisory),
                group);
    }

    private static Slices slices(Map<String, List<String>> inEach) {
        if (inEach.size() != 1) {
            throw new IllegalArgumentException(
                    "\"inEach\" names one label, such as {\"segment\": [\"new\", \"old\"]}, got " + inEach.size());
        }
        Map.Entry<String, List<String>> only = inEach.entrySet().iterator().next();
        if (only.getValue() == null || only.getValue().contains(null)) {
            throw new IllegalArgumentException("\"inEach\" has a list of names, [] for whichever there are; got null");
        }
        return new Slices(only.getKey(), only.getValue());
    }

    private Condition condition() {
        boolean bounded = atLeast != null || atMost != null;
        long changes = Stream.of(dropAtMost, riseAtMost, dropAtMostPercent, riseAtMostPercent)
                .filter(Objects::nonNull)
                .count();
        if (bounded ? changes > 0 : changes != 1) {
            throw new IllegalArgumentException("a requirement on " + metric
                    + " has either atLeast, atMost or both, or one of dropAtMost, riseAtMost, dropAtMostPercent and"
                    + " riseAtMostPercent; make one requirement of each condition");
        }
        return bounded ? bound() : change();
    }

    private Bound bound() {
        if (Boolean.TRUE.equals(orBootstrap)) {
            throw new IllegalArgumentException(
                    "orBootstrap is for changes; " + metric + " has a bound, which takes no baseline");
        }
        Bound bound = atMost == null
                ? Condition.atLeast(Objects.requireNonNull(atLeast))
                : atLeast == null ? Condition.atMost(atMost) : Condition.between(atLeast, atMost);
        return Boolean.TRUE.equals(orInconclusive) ? bound.orInconclusive() : bound;
    }

    private Change change() {
        if (Boolean.TRUE.equals(orInconclusive)) {
            throw new IllegalArgumentException(
                    "orInconclusive is for bounds; " + metric + " has a bound on its change");
        }
        Change change;
        if (dropAtMost != null) {
            change = Condition.dropAtMost(dropAtMost);
        } else if (riseAtMost != null) {
            change = Condition.riseAtMost(riseAtMost);
        } else if (dropAtMostPercent != null) {
            change = Condition.dropAtMostPercent(dropAtMostPercent);
        } else {
            change = Condition.riseAtMostPercent(Objects.requireNonNull(riseAtMostPercent));
        }
        return Boolean.TRUE.equals(orBootstrap) ? change.orBootstrap() : change;
    }
}
