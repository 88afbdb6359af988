package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.table.Table;

class SeasonalReferenceTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final int ROWS = 28 * 24 * 4;

    /** Four weeks, a row each quarter of an hour: high by day, low by night. */
    private static final Table TABLE = Table.builder()
            .column(
                    "x",
                    IntStream.range(0, ROWS)
                            .mapToDouble(i -> isDay(i) ? 100 + i % 7 : i % 7)
                            .toArray())
            .column(
                    "s",
                    IntStream.range(0, ROWS)
                            .mapToObj(i -> isDay(i) ? "day" : i % 5 == 0 ? null : "night")
                            .toArray(String[]::new))
            .build();

    private static final ReferenceProfile PROFILE = ReferenceProfile.fit(TABLE);
    private static final SeasonalReference SEASONS = SeasonalReference.fit(PROFILE, TABLE, times(), ZoneOffset.UTC);

    private static boolean isDay(int quarter) {
        int hour = quarter / 4 % 24;
        return hour >= 8 && hour < 20;
    }

    private static List<Instant> times() {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            times.add(MONDAY.plus(Duration.ofMinutes(15L * i)));
        }
        return times;
    }

    private static Instant at(int day, int hour) {
        return MONDAY.plus(Duration.ofDays(28 + day)).plus(Duration.ofHours(hour));
    }

    @Test
    void nightsAreHeldAgainstNights() {
        Window night = PROFILE.newWindow();
        double[] values = IntStream.range(0, 400).mapToDouble(i -> i % 7).toArray();
        for (double value : values) {
            night.record("x", value).record("s", "night");
        }
        NumericComparison overall = (NumericComparison) night.compare().get(0);
        NumericComparison seasonal = (NumericComparison)
                SEASONS.compare(new Pane(at(1, 0), at(1, 6), night)).get(0);

        assertThat(Objects.requireNonNull(overall.ks()).atLeast().statistic()).isGreaterThan(0.4);
        double[] nights = IntStream.range(0, ROWS)
                .filter(i -> i / 4 % 24 < 6 && i / 96 % 7 == 1)
                .mapToDouble(i -> i % 7)
                .toArray();
        assertThat(Objects.requireNonNull(seasonal.ks()).atLeast().statistic())
                .isEqualTo(KolmogorovSmirnov.withDefaults().test(nights, values).statistic());
        assertThat(seasonal.missing().referenceRows()).isEqualTo(6 * 4 * 4);
        TextComparison text =
                (TextComparison) SEASONS.compare(night, at(1, 0), at(1, 6)).get(1);
        assertThat(Objects.requireNonNull(text.largestShift()).size()).isLessThan(0.3);
        assertThat(text.missing().referenceMissing()).isPositive();
    }

    @Test
    void hoursAreAddedEachOnce() {
        assertThat(rows(at(0, 9), at(0, 10))).isEqualTo(4 * 4);
        assertThat(rows(at(0, 9).plusSeconds(1), at(0, 10).plusSeconds(1))).isEqualTo(2 * 4 * 4);
        assertThat(rows(at(6, 23), at(7, 1))).as("over the end of the week").isEqualTo(2 * 4 * 4);
        assertThat(rows(at(0, 0), at(7, 0))).isEqualTo(ROWS);
        assertThat(rows(at(0, 0), at(700, 0))).isEqualTo(ROWS);
        assertThat(SEASONS.during(at(0, 0), at(7, 0)).toJson())
                .as("all hours together are the whole")
                .isEqualTo(PROFILE.newWindow().recordAll(TABLE).toJson());
    }

    private static long rows(Instant from, Instant to) {
        return SEASONS.during(from, to).numeric("x").values();
    }

    @Test
    void theHourIsThatOfTheZone() {
        SeasonalReference tokyo = SeasonalReference.fit(PROFILE, TABLE, times(), ZoneId.of("Asia/Tokyo"));

        assertThat(tokyo.during(at(0, 9), at(0, 10)).toJson())
                .isEqualTo(SEASONS.during(at(0, 9), at(0, 10)).toJson());
        assertThat(tokyo.profile()).isSameAs(PROFILE);
    }

    @Test
    void hoursWithoutRowsHaveNothingToCompareWith() {
        SeasonalReference oneHour =
                SeasonalReference.fit(PROFILE, TABLE.slice(0, 4), times().subList(0, 4), ZoneOffset.UTC);
        Window window = PROFILE.newWindow().record("x", 1).record("s", "day");

        List<FeatureComparison> found = oneHour.compare(window, at(0, 5), at(0, 6));

        assertThat(((NumericComparison) found.get(0)).ks()).isNull();
        assertThat(((TextComparison) found.get(1)).chiSquare()).isNull();
        assertThat(found.get(0).missing().referenceRows()).isZero();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        List<Instant> tooFew = times().subList(1, ROWS);
        assertThatThrownBy(() -> SeasonalReference.fit(PROFILE, TABLE, tooFew, ZoneOffset.UTC))
                .hasMessageContaining("one for each row");
        assertThatThrownBy(() -> SEASONS.during(MONDAY, MONDAY)).hasMessageContaining("ends after it began");
        Window other = PROFILE.coarsened(1).newWindow();
        assertThatThrownBy(() -> SEASONS.compare(other, at(0, 1), at(0, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** On Lord Howe Island clocks are put forward, and back, by half an hour; in Paris by a whole one. */
    @ParameterizedTest
    @CsvSource({
        "Australia/Lord_Howe, 2026-10-03T14:40:00Z, 2026-10-03T18:10:00Z",
        "Australia/Lord_Howe, 2026-04-04T13:40:00Z, 2026-04-04T17:50:00Z",
        "Europe/Paris, 2026-03-29T00:10:00Z, 2026-03-29T03:05:00Z",
        "Europe/Paris, 2026-10-24T23:10:00Z, 2026-10-25T02:05:00Z",
        "Asia/Kathmandu, 2026-03-29T00:10:00Z, 2026-03-29T03:05:00Z"
    })
    void everyHourIsTouchedThatAMinuteOfTheSpanBelongsTo(String zone, Instant from, Instant to) {
        BitSet minuteByMinute = new BitSet();
        for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
            minuteByMinute.set(HoursOfWeek.of(minute.atZone(ZoneId.of(zone))));
        }

        assertThat(HoursOfWeek.touched(from, to, ZoneId.of(zone))).isEqualTo(minuteByMinute);
    }

    @Test
    void allTheSameInAnHourWithoutRowsIsNoError() {
        SeasonalReference oneHour =
                SeasonalReference.fit(PROFILE, TABLE.slice(0, 4), times().subList(0, 4), ZoneOffset.UTC);
        Window window = PROFILE.newWindow();
        for (int row = 0; row < 100; row++) {
            window.record("x", 1).record("s", "day");
        }

        assertThat(oneHour.compare(window, at(0, 5), at(0, 6)))
                .allSatisfy(found -> assertThat(found.quality()).isEmpty());
        assertThat(window.quality()).extracting(QualityFinding::rule).contains(QualityRule.CONSTANT);
    }
}
