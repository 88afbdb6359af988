package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a policy says of itself in a notebook. */
class PolicyTextTest {
    private static final DriftPolicy POLICY = DriftPolicy.ofDefaults()
            .forFeature("amount", each -> each.withKsAtLeast(0.161932676894893).withWeight(3))
            .forFeature("customer.id", each -> each.ignored("an identifier"))
            .forFeature(
                    "daylight",
                    each -> each.exceptedUntil(
                            Instant.parse("2027-03-01T00:00:00Z"),
                            "days are short in winter, and lamps are lit for longer than in the reference, which ends"
                                    + " in September"))
            .requiringProofOfStability();

    @Test
    void theDefaultsAreSaidInOneLine() {
        assertThat(DriftPolicy.ofDefaults().toString().lines())
                .containsExactly(
                        "drift policy: a difference that matters, and adjusted p < 0.05",
                        "  all features  KS >= 0.1, PSI >= 0.2, missing share +/- 0.05, rows >= 100");
    }

    @Test
    void whatIsDifferentForSomeFeaturesIsSaidWithItsEndAndReason() {
        assertThat(POLICY.toString().lines())
                .containsExactly(
                        "drift policy: a difference that matters, and adjusted p < 0.05",
                        "  all features  KS >= 0.1, PSI >= 0.2, missing share +/- 0.05, rows >= 100",
                        "  amount        KS >= 0.1619, weight 3",
                        "  customer.id   ignored: an identifier",
                        "  daylight      excepted until 2027-03-01T00:00:00Z: days are short in winter, and lamps are"
                                + " lit for",
                        "                longer than in the reference, which ends in September",
                        "  STABLE has to be proved");
        assertThat(POLICY.features().values())
                .extracting(FeaturePolicy::toString)
                .contains("KS >= 0.1619, weight 3", "ignored: an identifier");
        assertThat(POLICY.ruleFor("customer.id"))
                .hasToString("KS >= 0.1, PSI >= 0.2, missing share +/- 0.05, rows >= 100" + System.lineSeparator()
                        + "  ignored: an identifier");
        assertThat(FeaturePolicy.NONE).hasToString("as for all features");
    }

    @Test
    void aCalibratedPolicySaysItsBudget() {
        DriftPolicy policy = DriftPolicy.calibrated(Samples.numbers(Samples.normal(6_000, 1, 0)), 100, 0.05);

        assertThat(policy.toString())
                .endsWith("  calibrated: at most 5 % of windows of 100 rows without drift are called DRIFT");
    }

    @Test
    void whateverPeopleWriteNoLineIsLongerThan100Columns() {
        DriftPolicy policy = DriftPolicy.ofDefaults();
        for (int i = 0; i < 60; i++) {
            String reason = "because ".repeat(30);
            policy = policy.forFeature("f".repeat(4 * i + 1), each -> each.ignored(reason));
        }
        policy = policy.forFeature("a", each -> each.ignored("x".repeat(250)))
                .forFeature("b\u202e", each -> each.ignored("\u2028 turned"));

        assertThat(policy.toString().lines()).allMatch(line -> line.length() <= 100);
        assertThat(policy.toString())
                .contains("  ... and 12 features more", "  b\ufffd", "\ufffd turned")
                .doesNotContain("\u202e");
        List<Exemption> exemptions = policy.features().values().stream()
                .map(FeaturePolicy::exemption)
                .toList();
        assertThat(exemptions).allMatch(each -> each.toString().lines().allMatch(line -> line.length() <= 100));
        assertThat(policy.features().values())
                .allMatch(each -> each.toString().lines().allMatch(line -> line.length() <= 100));
        assertThat(policy.ruleFor("a").toString().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void linesAreBrokenBetweenWords() {
        assertThat(Lines.wrapped("a".repeat(99) + " b", 2)).isEqualTo("a".repeat(99) + System.lineSeparator() + "  b");
        assertThat(Lines.wrapped("a".repeat(98) + " b", 2)).isEqualTo("a".repeat(98) + " b");
        assertThat(Lines.wrapped("  a  b ", 2)).isEqualTo("  a  b ");
        assertThat(Lines.wrapped("", 2)).isEmpty();
        assertThat(Lines.wrapped("a".repeat(150), 2))
                .isEqualTo("a".repeat(100) + System.lineSeparator() + "  " + "a".repeat(50));
        assertThat(Lines.wrapped("a" + "😀".repeat(50), 2))
                .as("no character is cut in two")
                .isEqualTo("a" + "😀".repeat(49) + System.lineSeparator() + "  😀");
        assertThat(Lines.cut("😀".repeat(50), 24)).isEqualTo("😀".repeat(11) + "…");
    }
}
