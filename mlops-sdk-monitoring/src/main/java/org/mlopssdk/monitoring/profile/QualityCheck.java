package org.mlopssdk.monitoring.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Holds what was counted of one feature against its schema. What chance brings about is at most worth an INFO. */
final class QualityCheck {
    private static final double SHARE_THAT_MATTERS = 0.01;
    private static final double SIGNIFICANCE = 0.01;

    /** All values the same says little where they are fewer, or where chance brings it about more often than this. */
    private static final int CONSTANT_FROM = 20;

    private static final double CONSTANT_BY_CHANCE = 0.001;

    /** Values that occur once each are taken for identifiers from so many on. */
    private static final int UNIQUE_FROM = 100;

    /** Enough to tell any double from any other. */
    private static final int MOST_DIGITS = 17;

    private final FeatureSchema schema;
    private final Tally reference;
    private final Tally current;
    private final SingleValues single;
    private final List<QualityFinding> findings = new ArrayList<>();

    /** The cells that hold a single distinct value by definition, each so many after the one before; others hold any of several. */
    private record SingleValues(int from, int to, int step) {}

    private QualityCheck(FeatureSchema schema, Tally reference, Tally current, SingleValues single) {
        this.schema = schema;
        this.reference = reference;
        this.current = current;
        this.single = single;
    }

    static List<QualityFinding> of(NumericCounter counter, Tally reference, Tally current) {
        SingleValues points = new SingleValues(1, current.cells().size(), 2);
        QualityCheck check = new QualityCheck(counter.schema(), reference, current, points);
        check.missing();
        check.notANumber(counter.notNumbers());
        if (check.hasValuesOnBothSides()) {
            check.infinite(counter);
            check.outOfRange(counter);
            check.fractional(counter.fractional());
            check.distinct();
        }
        return List.copyOf(check.findings);
    }

    static List<QualityFinding> of(TextCounter counter, Tally reference, Tally current) {
        TextReference known = counter.reference();
        SingleValues listed = new SingleValues(0, known.otherCell(), 1);
        QualityCheck check = new QualityCheck(counter.schema(), reference, current, listed);
        check.missing();
        if (check.hasValuesOnBothSides()) {
            check.newCategory(current.cells().get(known.newCell()));
            check.distinct();
        }
        return List.copyOf(check.findings);
    }

    private void add(QualityRule rule, Severity severity, String sentence) {
        findings.add(new QualityFinding(schema.feature(), rule, severity, sentence));
    }

    private String ofValues(long count) {
        long all = Math.max(1, current.values());
        return count + " of " + current.values() + " values (" + MissingValues.percent((double) count / all) + ")";
    }

    private boolean hasValuesOnBothSides() {
        if (schema.values() == 0 && current.values() > 0) {
            add(
                    QualityRule.NO_LONGER_EMPTY,
                    Severity.WARNING,
                    "has " + current.values() + " values, the reference has none");
        }
        return schema.values() > 0 && current.values() > 0;
    }

    private void missing() {
        MissingValues missing = Tally.missingValues(reference, current);
        if (missing.currentRows() > 0 && missing.currentValues() == 0 && missing.referenceValues() > 0) {
            add(
                    QualityRule.ALL_MISSING,
                    Severity.ERROR,
                    "all " + missing.currentRows() + " values are missing; of the reference "
                            + MissingValues.percent(missing.referenceShare()) + " are");
        } else if (missing.change() >= SHARE_THAT_MATTERS && missing.pValue() < SIGNIFICANCE) {
            add(QualityRule.MISSING_RISE, Severity.WARNING, missing.toString());
        }
    }

    private void notANumber(long count) {
        if (count > 0) {
            add(
                    QualityRule.NOT_A_NUMBER,
                    Severity.INFO,
                    count + " of " + current.missing() + " missing values were recorded as NaN");
        }
    }

    private void infinite(NumericCounter counter) {
        long infinite = counter.negativeInfinities() + counter.positiveInfinities();
        Bounds range = schema.range();
        if (infinite > 0 && range != null && Double.isFinite(range.atMost()) && Double.isFinite(range.atLeast())) {
            add(QualityRule.INFINITE, Severity.WARNING, ofValues(infinite) + " are infinite, none of the reference is");
        }
    }

    /** Of values like those of the reference, about two in n lie beyond its range, n its size; five are beyond chance. */
    private void outOfRange(NumericCounter counter) {
        Strays strays = counter.strays();
        Bounds range = schema.range();
        long count = counter.finiteOutOfRange();
        if (count > 0 && range != null) {
            double threshold = Math.max(SHARE_THAT_MATTERS, 5.0 / schema.values());
            boolean many = (double) count / current.values() > threshold;
            add(
                    QualityRule.OUT_OF_RANGE,
                    many ? Severity.WARNING : Severity.INFO,
                    ofValues(count) + " lie outside " + told(range, strays));
        }
    }

    /** In six digits, or as many as tell the strays from the range that they lie outside of. */
    private static String told(Bounds range, Strays strays) {
        Double lowest = strays.lowest();
        Double highest = strays.highest();
        int digits = 6;
        while (digits < MOST_DIGITS
                && (isShownAlike(lowest, range.atLeast(), digits) || isShownAlike(highest, range.atMost(), digits))) {
            digits++;
        }
        return ValueSummary.shown(range.atLeast(), digits) + " to " + ValueSummary.shown(range.atMost(), digits)
                + (lowest == null ? "" : ", down to " + ValueSummary.shown(lowest, digits))
                + (highest == null ? "" : ", up to " + ValueSummary.shown(highest, digits));
    }

    private static boolean isShownAlike(@Nullable Double stray, double end, int digits) {
        return stray != null && ValueSummary.shown(stray, digits).equals(ValueSummary.shown(end, digits));
    }

    private void fractional(long count) {
        if (count > 0) {
            add(
                    QualityRule.FRACTIONAL,
                    Severity.WARNING,
                    ofValues(count) + " are no integers, all of the reference are");
        }
    }

    private void newCategory(long count) {
        if (count > 0 && !schema.isUnique() && !schema.isConstant()) {
            add(
                    QualityRule.NEW_CATEGORY,
                    (double) count / current.values() > SHARE_THAT_MATTERS ? Severity.WARNING : Severity.INFO,
                    ofValues(count) + " are of categories that the reference does not have");
        }
    }

    private void distinct() {
        OptionalInt most = fullest(current.cells());
        if (schema.isConstant()) {
            noLongerConstant();
        } else if (most.isPresent()) {
            long count = current.cells().get(most.getAsInt());
            if (reference.values() > 0) { // those of some hours of the week may have none
                constant(count, (double) reference.cells().get(most.getAsInt()) / reference.values());
            }
            uniquenessLost(count);
        }
    }

    private void constant(long count, double share) {
        if (count == current.values()
                && count >= CONSTANT_FROM
                && Math.pow(share, (double) count) < CONSTANT_BY_CHANCE) {
            add(
                    QualityRule.CONSTANT,
                    Severity.ERROR,
                    "all " + count + " values are the same, which " + MissingValues.percent(share)
                            + " of the reference are");
        }
    }

    private void noLongerConstant() {
        OptionalInt only = fullest(reference.cells());
        long others = current.values() - (only.isPresent() ? current.cells().get(only.getAsInt()) : 0);
        if (others > 0 && schema.values() >= CONSTANT_FROM) {
            add(
                    QualityRule.NO_LONGER_CONSTANT,
                    Severity.WARNING,
                    ofValues(others) + " are another than the only one of the reference");
        }
    }

    private void uniquenessLost(long count) {
        boolean identifier = schema.isUnique() && schema.values() >= UNIQUE_FROM && schema.type() != FeatureType.NUMBER;
        if (identifier && count > 1) {
            add(
                    QualityRule.UNIQUENESS_LOST,
                    Severity.WARNING,
                    "a value occurs " + count + " times, each of the reference once");
        }
    }

    /** Of the cells that hold a single distinct value, the fullest. */
    private OptionalInt fullest(CellCounts cells) {
        int fullest = single.from;
        for (int cell = single.from; cell < single.to; cell += single.step) {
            fullest = cells.get(cell) > cells.get(fullest) ? cell : fullest;
        }
        return single.from < single.to ? OptionalInt.of(fullest) : OptionalInt.empty();
    }
}
