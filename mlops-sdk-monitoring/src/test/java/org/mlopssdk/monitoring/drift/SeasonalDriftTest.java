package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.Verdict;
import org.mlopssdk.monitoring.profile.CompactForm;
import org.mlopssdk.monitoring.profile.Pane;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.SeasonalReference;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.registry.ArtifactVersion;

/** Nights are cold each night: only against all hours together is that a drift. */
class SeasonalDriftTest {
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final int MINUTES = 4 * 7 * 24 * 60 / 5;

    private final Random random = new Random(1);
    private final ReferenceProfile profile;
    private final SeasonalReference seasons;

    SeasonalDriftTest() {
        List<Instant> times = new ArrayList<>();
        double[] values = new double[MINUTES];
        for (int i = 0; i < MINUTES; i++) {
            Instant time = MONDAY.plus(Duration.ofMinutes(5L * i));
            times.add(time);
            values[i] = temperature(time);
        }
        Table table = Table.builder().column("temperature", values).build();
        profile = ReferenceProfile.fit(table);
        seasons = SeasonalReference.fit(profile, table, times, ZoneOffset.UTC);
    }

    private double temperature(Instant time) {
        int hour = time.atZone(ZoneOffset.UTC).getHour();
        return (hour < 6 ? 5 : 20) + random.nextGaussian();
    }

    private Pane night(double warmer) {
        Instant from = MONDAY.plus(Duration.ofDays(70));
        Instant to = from.plus(Duration.ofHours(5));
        Window window = profile.newWindow();
        for (int i = 0; i < 600; i++) {
            window.record("temperature", temperature(from) + warmer);
        }
        return new Pane(from, to, window);
    }

    @Test
    void aNightIsHeldAgainstNights() {
        DriftPolicy policy = DriftPolicy.ofDefaults();

        assertThat(policy.compare(profile, night(0).window()).verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(policy.compare(seasons, night(0)).verdict()).isEqualTo(DriftVerdict.STABLE);
        assertThat(policy.compare(seasons, night(3)).verdict()).isEqualTo(DriftVerdict.DRIFT);
    }

    @Test
    void theReportNamesWhatItComparedAndWhen() {
        Pane pane = night(0);

        assertThat(DriftPolicy.ofDefaults().compare(seasons, pane).subject())
                .isEqualTo(pane.window().subject()
                        + ", 2026-03-16T00:00:00Z to 2026-03-16T05:00:00Z, against seasonal reference "
                        + seasons.fingerprint() + " for its hours of the week");
    }

    /** A history of nights is not one of different references. */
    @Test
    void twoNightsAreHeldAgainstTheSameReference() {
        DriftPolicy policy = DriftPolicy.ofDefaults();

        assertThat(policy.compare(seasons, night(0)).reference())
                .isEqualTo(policy.compare(seasons, night(3)).reference())
                .isNotEqualTo(policy.compare(profile, night(0).window()).reference());
    }

    @Test
    void whatWasKeptWithTheModelJudgesAsBefore() {
        try (MlOps mlops = MlOps.open(URI.create("memory:/"))) {
            ArtifactVersion model = mlops.model("heating")
                    .newVersion()
                    .add(profile)
                    .add(seasons)
                    .register();

            SeasonalReference kept = model.attachment(SeasonalReference.FORMAT);
            Pane pane = night(3);
            Pane sent = new Pane(
                    pane.from(),
                    pane.to(),
                    CompactForm.readWindow(CompactForm.of(pane.window()), model.attachment(ReferenceProfile.FORMAT)));
            DriftPolicy policy = DriftPolicy.ofDefaults();
            DriftReport report = policy.compare(kept, sent);

            assertThat(report).isEqualTo(policy.compare(seasons, pane));
            assertThat(report.verdict()).isEqualTo(DriftVerdict.DRIFT);
            assertThat(report.toString()).contains("600 rows against 240");
            assertThat(policy.toGate(kept.profile(), pane.to()).evaluate(report).verdict())
                    .isEqualTo(Verdict.FAIL);
            assertThat(report.metrics()).isEqualTo(policy.compare(seasons, pane).metrics());
        }
    }

    @Test
    void aReferenceThatGrewKnowsMoreHours() {
        SeasonalReference mondays = during(seasons.zone(), MONDAY, 24);
        SeasonalReference tuesdays = during(seasons.zone(), MONDAY.plus(Duration.ofDays(1)), 24);
        Instant tuesday = MONDAY.plus(Duration.ofDays(71));
        Pane pane = new Pane(tuesday, tuesday.plus(Duration.ofHours(24)), window(tuesday, 24));
        DriftPolicy policy = DriftPolicy.ofDefaults();

        assertThat(policy.compare(mondays, pane).verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(policy.compare(mondays.plus(tuesdays), pane).verdict()).isEqualTo(DriftVerdict.STABLE);
    }

    private SeasonalReference during(ZoneId zone, Instant from, int hours) {
        List<Instant> times = IntStream.range(0, hours * 60)
                .mapToObj(minute -> from.plus(Duration.ofMinutes(minute)))
                .toList();
        Table table = Table.builder()
                .column(
                        "temperature",
                        times.stream().mapToDouble(this::temperature).toArray())
                .build();
        return SeasonalReference.fit(profile, table, times, zone);
    }

    private Window window(Instant from, int hours) {
        Window window = profile.newWindow();
        for (int minute = 0; minute < hours * 60; minute++) {
            window.record("temperature", temperature(from.plus(Duration.ofMinutes(minute))));
        }
        return window;
    }

    @Test
    void exceptionsHoldUntilThePaneEnds() {
        Pane pane = night(3);
        DriftPolicy later = DriftPolicy.ofDefaults()
                .forFeature("temperature", each -> each.exceptedUntil(pane.to().plusSeconds(1), "the heating"));
        DriftPolicy sooner = DriftPolicy.ofDefaults()
                .forFeature("temperature", each -> each.exceptedUntil(pane.to(), "the heating"));

        assertThat(later.compare(seasons, pane).exempt()).hasSize(1);
        assertThat(sooner.compare(seasons, pane).verdict()).isEqualTo(DriftVerdict.DRIFT);
    }

    @Test
    void aFeatureThatIsNotThereIsRefused() {
        DriftPolicy policy = DriftPolicy.ofDefaults().forFeature("temprature", each -> each.withKsAtLeast(0.2));

        assertThatThrownBy(() -> policy.compare(seasons, night(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("temprature");
    }
}
