package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;

class FeaturePolicyTest {
    private static final Instant SPRING = Instant.parse("2027-03-01T00:00:00Z");
    private static final DriftPolicy POLICY = DriftPolicy.ofDefaults();

    private final ReferenceProfile profile = ReferenceProfile.fit(table(0, 0));
    private final Window window = profile.newWindow().recordAll(table(1, 0.4));

    private static Table table(long seed, double shift) {
        return Table.builder()
                .column("amount", Samples.normal(1000, 3 * seed, shift))
                .column("daylight", Samples.normal(1000, 3 * seed + 1, 5 * shift))
                .column("steady", Samples.normal(1000, 3 * seed + 2, 0))
                .build();
    }

    @Test
    void aFeatureHasThresholdsOfItsOwn() {
        assertThat(POLICY.compare(profile, window).feature("amount").verdict()).isEqualTo(DriftVerdict.DRIFT);
        DriftPolicy tolerant = POLICY.forFeature("amount", p -> p.withKsAtLeast(0.3));

        FeatureDrift found = tolerant.compare(profile, window).feature("amount");

        assertThat(found.verdict()).isEqualTo(DriftVerdict.STABLE);
        assertThat(found.rule().ksAtLeast()).isEqualTo(0.3);
        assertThat(found.rule().psiAtLeast()).isEqualTo(POLICY.psiAtLeast());
        assertThat(tolerant.compare(profile, window).feature("daylight").verdict())
                .isEqualTo(DriftVerdict.DRIFT);
    }

    @Test
    void whatIsSaidForAllHoldsWhereNothingElseWasSaidWheneverItWasSaid() {
        DriftPolicy policy = POLICY.forFeature("amount", p -> p.withKsAtLeast(0.3))
                .forFeature(
                        "amount",
                        p -> p.withWeight(2).withMissingChangeAtLeast(0.5).withPsiAtLeast(1))
                .withKsAtLeast(0.2)
                .withMinimumRows(7);

        assertThat(policy.ruleFor("amount")).isEqualTo(new Rule(0.3, 1, 0.5, 7, 2, null));
        assertThat(policy.ruleFor("daylight")).isEqualTo(new Rule(0.2, 0.2, 0.05, 7, 1, null));
        assertThat(policy.forFeature("amount", p -> p.withMinimumRows(9))
                        .ruleFor("amount")
                        .minimumRows())
                .isEqualTo(9);
    }

    @Test
    void aThresholdThatTheFeatureIsNotJudgedByIsRefusedWhereItStandsAlone() {
        DriftPolicy index = POLICY.forFeature("amount", p -> p.withPsiAtLeast(0.25));
        assertThatThrownBy(() -> index.compare(profile, window))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The policy sets psiAtLeast for the feature 'amount', which is numeric and judged by ksAtLeast;"
                                + " set that, or put a gate on its metric drift.psi.");
        assertThat(index.forFeature("amount", p -> p.withKsAtLeast(0.9))
                        .compare(profile, window)
                        .feature("amount")
                        .verdict())
                .isEqualTo(DriftVerdict.STABLE);

        Table texts = Samples.texts(Samples.categories(500, 0.5, 0.5));
        DriftPolicy statistic = POLICY.forFeature("s", p -> p.withKsAtLeast(0.3));
        assertThatThrownBy(() -> statistic.between(texts, texts))
                .hasMessage("The policy sets ksAtLeast for the feature 's', which is text and judged by psiAtLeast;"
                        + " set that.");
    }

    @Test
    void weightsOrderFeaturesOfTheSameVerdictAndNothingElse() {
        assertThat(POLICY.compare(profile, window).features())
                .extracting(FeatureDrift::feature)
                .containsExactly("daylight", "amount", "steady");

        DriftReport weighted = POLICY.forFeature("amount", p -> p.withWeight(100))
                .forFeature("steady", p -> p.withWeight(1e6))
                .compare(profile, window);

        assertThat(weighted.features())
                .extracting(FeatureDrift::feature)
                .containsExactly("amount", "daylight", "steady");
    }

    @Test
    void anExceptionIsVisibleAndHasNoPartInTheVerdictUntilItExpires() {
        DriftPolicy policy = POLICY.forFeature("amount", p -> p.ignored("known to be broken"))
                .forFeature("daylight", p -> p.exceptedUntil(SPRING, "days are short"));

        DriftReport before = policy.compare(profile, window, SPRING.minusNanos(1));
        DriftReport after = policy.compare(profile, window, SPRING);

        assertThat(before.verdict()).isEqualTo(DriftVerdict.STABLE);
        assertThat(before.exempt()).extracting(FeatureDrift::feature).containsExactly("daylight", "amount");
        assertThat(before.features(DriftVerdict.DRIFT)).isEmpty();
        assertThat(before.feature("daylight").verdict())
                .as("what was found all the same")
                .isEqualTo(DriftVerdict.DRIFT);
        assertThat(before.feature("daylight").reason())
                .startsWith("excepted until 2027-03-01T00:00:00Z because days are short, KS 0.");
        assertThat(before.toString())
                .startsWith("STABLE: 0 of 1 features drift, 0 inconclusive, 2 exempt; 1000 rows against 1000")
                .contains("exempt       daylight")
                .contains("daylight: excepted until 2027-03-01T00:00:00Z because days are short")
                .contains("amount: ignored because known to be broken");
        assertThat(before.metrics().value("drift.features.exempt")).hasValue(2);
        assertThat(before.metrics().value("drift.features.drifted")).hasValue(0);
        assertThat(after.verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(after.feature("daylight").exempt()).isFalse();
        assertThat(after.feature("daylight").reason())
                .startsWith("exception expired on 2027-03-01T00:00:00Z (days are short), KS 0.");
        assertThat(after.toString()).contains("daylight: exception expired on 2027-03-01T00:00:00Z (days are short)");
    }

    @Test
    void theDriftOfAnExemptFeatureMakesNoOtherSignificant() {
        ReferenceProfile three = ReferenceProfile.fit(Table.builder()
                .column("gone", Samples.binary(400, 0))
                .column("near", Samples.binary(400, 0.5))
                .column("steady", Samples.binary(400, 0.5))
                .build());
        Table now = Table.builder()
                .column("gone", Samples.binary(400, 1))
                .column("near", Samples.binary(400, 0.4))
                .column("steady", Samples.binary(400, 0.5))
                .build();
        DriftPolicy exempting = POLICY.forFeature("gone", p -> p.ignored("gone"));

        double first = adjusted(POLICY.compare(three, now), "near");
        double ofTwo = adjusted(exempting.compare(three, now), "near");

        assertThat(first).as("the second of three p-values").isBetween(0.03, 0.06);
        assertThat(ofTwo).as("the first of two").isCloseTo(first * 4 / 3, within(1e-12));
        assertThat(adjusted(exempting.compare(three, now), "gone")).isZero();
    }

    private static double adjusted(DriftReport report, String feature) {
        return Objects.requireNonNull(report.feature(feature).adjustedP());
    }

    @Test
    void aNameThatTheProfileDoesNotHaveIsRefusedWithThoseThatAreNear() {
        assertThatThrownBy(
                        () -> POLICY.forFeature("amuont", p -> p.withWeight(2)).compare(profile, window))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The policy names a feature 'amuont' that the profile does not have; did you mean 'amount'?");
        assertThatThrownBy(() ->
                        POLICY.forFeature("DAYLIGHT", p -> p.withWeight(2)).compare(profile, table(1, 0)))
                .hasMessageEndingWith("did you mean 'daylight'?");
        assertThatThrownBy(() ->
                        POLICY.forFeature("temperature", p -> p.withWeight(2)).between(table(0, 0), table(1, 0)))
                .hasMessageEndingWith("does not have; it has amount, daylight, steady.");
    }

    @Test
    void distancesOfNamesAreLevenshteins() {
        assertThat(FeatureNames.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(FeatureNames.distance("", "abc")).isEqualTo(3);
        assertThat(FeatureNames.distance("same", "SAME")).isZero();
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        FeaturePolicy none = FeaturePolicy.NONE;
        assertThatThrownBy(() -> none.withKsAtLeast(1.1)).hasMessageStartingWith("ksAtLeast");
        assertThatThrownBy(() -> none.withPsiAtLeast(0)).hasMessageStartingWith("psiAtLeast");
        assertThatThrownBy(() -> none.withMissingChangeAtLeast(-1)).hasMessageStartingWith("missingChangeAtLeast");
        assertThatThrownBy(() -> none.withMinimumRows(0)).hasMessageStartingWith("minimumRows");
        assertThatThrownBy(() -> none.withWeight(0)).hasMessageStartingWith("weight");
        assertThatThrownBy(() -> none.ignored(" ")).hasMessageStartingWith("the reason why a feature is exempt");
        assertThatThrownBy(() -> POLICY.forFeature("a\nb", p -> p)).hasMessageStartingWith("the name of a feature");
        assertThat(POLICY.forFeature("x", p -> p).features()).isEqualTo(Map.of("x", none));
    }
}
