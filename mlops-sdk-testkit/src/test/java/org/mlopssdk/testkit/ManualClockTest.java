package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void standsStillUntilItIsTurned() {
        ManualClock clock = ManualClock.at(Instant.parse("2026-11-01T12:00:00Z"));

        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(clock.millis()).isEqualTo(NOON.toEpochMilli());
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(clock).hasToString("ManualClock[2026-11-01T12:00:00Z, Z]");
    }

    @Test
    void turnsOnAndBackAndToAnyTime() {
        ManualClock clock = ManualClock.at(NOON);

        assertThat(clock.advance(Duration.ofMinutes(5))).isEqualTo(Instant.parse("2026-11-01T12:05:00Z"));
        assertThat(clock.advance(Duration.ofHours(-1))).isEqualTo(Instant.parse("2026-11-01T11:05:00Z"));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-01T11:05:00Z"));

        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void showsTheSameTimeInEveryZone() {
        ManualClock clock = ManualClock.at(NOON);
        ManualClock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(berlin.instant()).isEqualTo(clock.instant());
        assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));

        berlin.set(NOON);
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void losesNoTurnOfManyThreads() throws InterruptedException {
        ManualClock clock = ManualClock.at(NOON);
        Racing.race(8, thread -> {
            for (int i = 0; i < 1000; i++) {
                clock.advance(Duration.ofSeconds(1));
            }
            return thread;
        });

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(8000));
    }
}
