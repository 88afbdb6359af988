package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.profile.Pane;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.SeasonalReference;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;

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
        assertThat(policy.compare(seasons, night(0)).subject()).endsWith("for its hours of the week");
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
