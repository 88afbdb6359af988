package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.gate.Verdict;
import org.mlopssdk.monitoring.profile.ProfileOptions;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.table.Table;

/** One engine judges releases and live drift alike: the gate that a policy compiles to comes to the verdict of its reports. */
class DriftGateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Map<DriftVerdict, Integer> SEEN = new EnumMap<>(DriftVerdict.class);

    private static Verdict expected(DriftVerdict verdict) {
        return switch (verdict) {
            case STABLE -> Verdict.PASS;
            case DRIFT -> Verdict.FAIL;
            case INCONCLUSIVE -> Verdict.INCONCLUSIVE;
        };
    }

    @Property(tries = 400, seed = "2026")
    void theGateComesToTheVerdictOfTheReport(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int features) {
        SplittableRandom random = new SplittableRandom(seed);
        Table reference = table(random, 20 + random.nextInt(800), features, 0);
        Table current = table(random, 1 + random.nextInt(800), features, random.nextInt(3) * random.nextDouble() / 2);
        ProfileOptions options = ReferenceProfile.options().withMaxBreakPoints(random.nextBoolean() ? 32 : 8_192);
        ReferenceProfile profile = options.fit(reference);
        DriftPolicy policy = policy(random, features);

        DriftReport report = policy.compare(profile, profile.newWindow().recordAll(current), NOW);
        GateReport judged = policy.toGate(profile, NOW).evaluate(report);

        assertThat(judged.verdict()).as(report + "\n" + judged).isEqualTo(expected(report.verdict()));
        assertThat(GateReport.fromJson(judged.toJson())).isEqualTo(judged);
        assertThat(Gate.fromJson(policy.toGate(profile, NOW).toJson()).evaluate(report))
                .isEqualTo(judged);
        SEEN.merge(report.verdict(), 1, Integer::sum);
    }

    @AfterContainer
    static void allVerdictsWereSeen() {
        System.out.println("DriftGateTest: " + SEEN);
        assertThat(SEEN.values()).hasSize(3).allMatch(count -> count >= 20);
    }

    /** One file for a release and for what is live afterwards: each judges its group. */
    @Test
    void aPolicyInAFileJudgesReleasesByOneGroupAndLiveDriftByAnother() {
        Gate policy = Gate.fromJson("""
            {"format": 1, "gate": "fraud", "requirements": [
              {"group": "release", "metric": "f1", "atLeast": 0.78},
              {"group": "live", "metric": "drift.psi", "inEach": {"feature": ["amount"]}, "atMost": 0.2, "minimumRows": 500},
              {"group": "live", "metric": "missing.share", "labels": {"feature": "amount"}, "atMost": 0.05}]}
            """);
        SplittableRandom random = new SplittableRandom(2026);
        ReferenceProfile profile = ReferenceProfile.fit(amounts(random, 2000, 0));

        assertThat(live(policy, profile, amounts(random, 2000, 0)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(live(policy, profile, amounts(random, 2000, 0.5)).failures())
                .singleElement()
                .asString()
                .startsWith("FAIL drift.psi{feature=amount} ");
        assertThat(live(policy, profile, amounts(random, 50, 0)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(live(policy, profile, amounts(random, 2000, 0)).gate()).isEqualTo("fraud/live");
        assertThat(policy.group("release").requirements()).hasToString("[f1 >= 0.78]");
    }

    private static GateReport live(Gate policy, ReferenceProfile profile, Table current) {
        return policy.group("live").evaluate(DriftPolicy.ofDefaults().compare(profile, current));
    }

    private static Table amounts(SplittableRandom random, int rows, double shift) {
        return Table.builder()
                .column(
                        "amount",
                        random.doubles(rows).map(value -> value + shift).toArray())
                .build();
    }

    /** Half of the columns numbers, many of them tied, half texts; some with missing values. */
    private static Table table(SplittableRandom random, int rows, int features, double shift) {
        var table = Table.builder();
        for (int feature = 0; feature < features; feature++) {
            double moved = random.nextBoolean() ? shift : 0;
            double missing = random.nextInt(3) == 0 ? random.nextDouble() / 5 : 0;
            double[] values = random.doubles(rows)
                    .map(value -> random.nextDouble() < missing ? Double.NaN : value + moved)
                    .toArray();
            if (feature % 2 == 0) {
                table.column("f" + feature, values);
            } else {
                table.column(
                        "f" + feature,
                        Arrays.stream(values)
                                .mapToObj(value -> Double.isNaN(value) ? null : "c" + (int) (4 * value))
                                .toArray(String[]::new));
            }
        }
        return table.build();
    }

    private static DriftPolicy policy(SplittableRandom random, int features) {
        DriftPolicy policy = DriftPolicy.ofDefaults().withMinimumRows(1 + random.nextInt(100));
        if (random.nextInt(3) == 0) {
            policy = policy.requiringProofOfStability().withKsAtLeast(0.3).withMissingChangeAtLeast(0.3);
        }
        String feature = "f" + random.nextInt(features);
        return switch (random.nextInt(5)) {
            case 0 -> policy.forFeature(feature, p -> p.withKsAtLeast(0.3).withPsiAtLeast(1));
            case 1 -> policy.forFeature(feature, p -> p.ignored("of no use"));
            case 2 -> policy.forFeature(feature, p -> p.exceptedUntil(NOW.plusSeconds(1), "the season"));
            case 3 -> policy.forFeature(feature, p -> p.exceptedUntil(NOW, "the season"));
            default -> policy;
        };
    }

    @Test
    void aRequirementSaysWhichFeatureDrifts() {
        DriftPolicy policy = DriftPolicy.ofDefaults();
        ReferenceProfile profile = ReferenceProfile.fit(Samples.numbers(Samples.normal(1000, 1, 0)));
        DriftReport report = policy.compare(profile, Samples.numbers(Samples.normal(1000, 2, 2)));

        GateReport judged = policy.toGate(profile, NOW).evaluate(report);

        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.failures().get(0).sentence())
                .startsWith("drift.strength{feature=x} 6.")
                .contains("> 1 required");
        assertThat(judged.candidate()).isEqualTo(report.subject());
    }

    @Test
    void anEffectAtItsThresholdFailsTheGateAndOneJustBelowPasses() {
        ReferenceProfile profile = ReferenceProfile.fit(Samples.numbers(Samples.binary(1000, 0.25)));
        Table current = Samples.numbers(Samples.binary(1000, 0.75));
        DriftPolicy at = DriftPolicy.ofDefaults().withKsAtLeast(0.5);
        DriftPolicy above = DriftPolicy.ofDefaults().withKsAtLeast(Math.nextUp(0.5));

        assertThat(at.toGate(profile, NOW)
                        .evaluate(at.compare(profile, current))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(above.toGate(profile, NOW)
                        .evaluate(above.compare(profile, current))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void whereNoFeatureCountsNobodyCanSay() {
        DriftPolicy policy = DriftPolicy.ofDefaults().forFeature("x", p -> p.ignored("of no use"));
        ReferenceProfile profile = ReferenceProfile.fit(Samples.numbers(Samples.normal(1000, 1, 0)));
        DriftReport report = policy.compare(profile, Samples.numbers(Samples.normal(1000, 2, 2)));

        GateReport judged = policy.toGate(profile, NOW).evaluate(report);

        assertThat(report.verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.failures()).hasSize(1);
        assertThat(judged.checks())
                .filteredOn(check -> check.verdict() == Verdict.FAIL)
                .hasSize(1);
    }

    @Test
    void requirementsOfDriftStandBesideOthers() {
        ReferenceProfile profile = ReferenceProfile.fit(Samples.numbers(Samples.normal(1000, 1, 0)));
        Gate gate = DriftPolicy.ofDefaults().toGate(profile, NOW);

        assertThat(gate.toString().lines())
                .containsExactly(
                        "gate drift",
                        "  drift.features.counting >= 1 (or inconclusive)",
                        "  drift.strength{feature=x} <= 1",
                        "  drift.strength.most{feature=x} <= 1 (or inconclusive)");
        assertThatThrownBy(() -> DriftPolicy.ofDefaults()
                        .forFeature("y", p -> p.withWeight(2))
                        .toGate(profile, NOW))
                .hasMessageContaining("names a feature 'y'");
    }
}
