package org.mlopssdk.monitoring.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.mlopssdk.monitoring.drift.DriftPolicy;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.drift.FeatureDrift;
import org.mlopssdk.monitoring.profile.FeatureComparison;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.QualityFinding;
import org.mlopssdk.monitoring.profile.QualityRule;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.Severity;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TableBuilder;

/**
 * Reports of 20 features with as much to show as there can be: all drift; names, categories, reasons, windows and columns are of the largest length that
 * the library takes, and of one sign; the numbers need all their digits; nothing is left out that quality could find; 40 windows of history,
 * some of another policy; live and expired exceptions.
 */
final class Crowded {
    static final int FEATURES = 20;

    /** What takes one byte and more for each column: letters, markup, astral letters, what is shown by its number. */
    static final List<String> SIGNS = List.of("x", "\u0436", "&", "\"", "\ud800\udf48", "\udb40\udc41");

    private static final int HISTORY = 40;
    private static final int LONGEST_NAME = 250;
    private static final int LONGEST_CATEGORY = 1_000;
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private final String sign;

    private Crowded(String sign) {
        this.sign = sign;
    }

    /** Numbers of 16 digits, all different; 8,192 break points and more than ten million rows. */
    static Presentation numbers(String sign) {
        Random random = new Random(6);
        return new Crowded(sign).presented(10_000, 10, (table, name, rows, current) -> {
            double[] values = new double[rows];
            for (int i = 0; i < rows; i++) {
                double integer = 4e15 + 1_000 * i;
                values[i] = current ? stray(integer + 3e6 * random.nextDouble() + 0.5, i) : integer;
            }
            table.column(name, values);
        });
    }

    /** Half of what is recorded is odd: missing, infinite or beyond the range of the reference. */
    private static double stray(double value, int i) {
        return switch (i % 12) {
            case 0, 1, 2 -> Double.NaN;
            case 3 -> Double.POSITIVE_INFINITY;
            case 4 -> -1.2345678901234567e300;
            default -> value;
        };
    }

    /** Numbers with many ties, so that the curves have steps, and hardly to be told apart. */
    static Presentation ties(String sign) {
        Random random = new Random(7);
        return new Crowded(sign).presented(2_000, 1, (table, name, rows, current) -> {
            double[] values = new double[rows];
            for (int i = 0; i < rows; i++) {
                double least = -1.2345678901234567e-300;
                values[i] = least + random.nextInt(current ? 40 : 60) * Math.ulp(least);
            }
            table.column(name, values);
        });
    }

    /** More categories than are listed. */
    static Presentation categories(String sign) {
        Random random = new Random(8);
        Crowded crowded = new Crowded(sign);
        return crowded.presented(4_000, 1, (table, name, rows, current) -> {
            String[] values = new String[rows];
            for (int i = 0; i < rows; i++) {
                int category = i % 2 == 0 ? i : random.nextInt(current ? 9 : 20);
                values[i] = current && i % 10 < 3 ? null : crowded.longest(category, LONGEST_CATEGORY);
            }
            table.column(name, values);
        });
    }

    /** Adds a column of values to a table. */
    private interface Column {
        void add(TableBuilder table, String name, int rows, boolean current);
    }

    /** The sign again and again after a number, which tells one text from another. */
    private String longest(int number, int length) {
        String start = number + ":";
        return start + sign.repeat((length - start.length()) / sign.length());
    }

    private Presentation presented(int rows, int doublings, Column column) {
        TableBuilder reference = Table.builder();
        TableBuilder current = Table.builder();
        for (int feature = 0; feature < FEATURES; feature++) {
            column.add(reference, longest(feature, LONGEST_NAME), rows, false);
            column.add(current, longest(feature, LONGEST_NAME), rows, true);
        }
        ReferenceProfile profile = ReferenceProfile.fit(reference.build());
        Table drifted = current.build();
        Window window = profile.newWindow().recordAll(drifted);
        for (int doubled = 0; doubled < doublings; doubled++) {
            window = Window.sum(window, window);
        }
        DriftReport report = odd(policy().compare(profile, window, NOW));
        DriftReport small = policy().withKsAtLeast(0.05)
                .compare(profile, profile.newWindow().recordAll(drifted.slice(0, 300)), NOW);
        DriftReport smaller = policy().compare(profile, profile.newWindow().recordAll(drifted.slice(100, 300)), NOW);
        Presentation presentation = Presentation.of(report)
                .withTitle(longest(0, LONGEST_NAME))
                .withWindow(longest(HISTORY, LONGEST_NAME))
                .withTime(NOW);
        for (int earlier = 0; earlier < HISTORY; earlier++) {
            presentation = presentation.withEarlier(
                    longest(earlier, LONGEST_NAME), earlier > 30 ? report : earlier % 3 == 0 ? small : smaller);
        }
        return presentation;
    }

    /** An exception for each feature, every other of which has expired. */
    private DriftPolicy policy() {
        DriftPolicy policy = DriftPolicy.ofDefaults();
        for (int feature = 0; feature < FEATURES; feature++) {
            Instant until = NOW.plusMillis(feature % 2 == 0 ? 123_456_789 : -123_456_789);
            policy = policy.forFeature(
                    longest(feature, LONGEST_NAME), each -> each.exceptedUntil(until, longest(0, LONGEST_NAME)));
        }
        return policy;
    }

    /** The same with all that quality could find, in sentences as long as any of them, and with columns that nobody knows. */
    private DriftReport odd(DriftReport report) {
        List<FeatureDrift> features =
                report.features().stream().map(Crowded::odd).toList();
        List<String> unknown = Stream.iterate(0, i -> i + 1)
                .limit(100)
                .map(i -> longest(i, LONGEST_NAME))
                .toList();
        return new DriftReport(report.subject(), report.reference(), report.policy(), features, unknown);
    }

    private static FeatureDrift odd(FeatureDrift drift) {
        List<QualityFinding> all = new ArrayList<>();
        for (QualityRule rule : QualityRule.values()) {
            all.add(new QualityFinding(
                    drift.feature(),
                    rule,
                    Severity.values()[rule.ordinal() % 3],
                    String.join("", Collections.nCopies(11, "1234567890 "))));
        }
        FeatureComparison found = drift.comparison();
        FeatureComparison odd = found instanceof NumericComparison numeric
                ? new NumericComparison(
                        numeric.feature(), numeric.missing(), numeric.ks(), numeric.psi(), numeric.distributions(), all)
                : odd((TextComparison) found, all);
        return new FeatureDrift(odd, drift.rule(), drift.exempt(), drift.values(), drift.missing(), drift.reason());
    }

    private static TextComparison odd(TextComparison text, List<QualityFinding> all) {
        return new TextComparison(
                text.feature(), text.missing(), text.chiSquare(), text.psi(), text.categories(), text.unlisted(), all);
    }
}
