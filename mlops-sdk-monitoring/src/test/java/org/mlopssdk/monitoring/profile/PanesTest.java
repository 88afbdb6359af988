package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.table.Table;

class PanesTest {
    private static final long SEED = Long.getLong("mlops.seed", 1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ReferenceProfile PROFILE =
            ReferenceProfile.fit(Table.builder().column("x", 0, 1, 1, 2).build());

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T14:00:20Z"));
    private final Panes panes = Panes.of(PROFILE.newRecorder(), MINUTE, 3, now::get);

    private void recordAfter(Duration time, double... values) {
        for (double value : values) {
            panes.recorder().record("x", value);
        }
        now.set(now.get().plus(time));
    }

    @Test
    void aPaneEndsAtTheFirstRollAfterAnEvenTime() {
        recordAfter(Duration.ofSeconds(30), 1, 2);
        assertThat(panes.roll()).isEmpty();
        recordAfter(Duration.ofSeconds(15), 3);

        Pane first = panes.roll().orElseThrow();

        assertThat(first.from()).isEqualTo("2026-11-22T14:00:20Z");
        assertThat(first.to()).isEqualTo("2026-11-22T14:01:05Z");
        assertThat(first.length()).isEqualTo(Duration.ofSeconds(45));
        assertThat(first.window().numeric("x").values()).isEqualTo(3);
        assertThat(panes.roll()).isEmpty();
        recordAfter(Duration.ofSeconds(55), 1);
        assertThat(panes.closed())
                .extracting(Pane::to)
                .containsExactly(first.to(), Instant.parse("2026-11-22T14:02:00Z"));
    }

    @Test
    void aSlidingWindowIsTheSumOfTheLastPanes() {
        assertThat(panes.last(MINUTE)).isEmpty();
        now.set(Instant.parse("2026-11-22T15:00:00Z"));
        panes.roll();
        for (int i = 1; i <= 4; i++) {
            recordAfter(MINUTE, new double[i]);
            panes.roll();
        }

        assertThat(panes.closed()).hasSize(3);
        assertThat(values(panes.last(MINUTE).orElseThrow())).isEqualTo(4);
        assertThat(values(panes.last(Duration.ofSeconds(89)).orElseThrow())).isEqualTo(4);
        assertThat(values(panes.last(Duration.ofMinutes(2)).orElseThrow())).isEqualTo(3 + 4);
        assertThat(values(panes.last(Duration.ofDays(1)).orElseThrow())).isEqualTo(2 + 3 + 4);
        assertThat(values(panes.last(Duration.ZERO).orElseThrow())).isEqualTo(4);
        assertThat(panes.closed().get(0).toString().lines())
                .first()
                .asString()
                .startsWith("2026-11-22T15:01:00Z to 2026-11-22T15:0");
        assertThat(panes).hasToString("3 panes of PT1M since 2026-11-22T15:01:00Z");
    }

    private static long values(Pane pane) {
        return pane.window().numeric("x").values();
    }

    @Test
    void panesOfSeveralProcessesAndDaysAreAdded() {
        Window one = PROFILE.newWindow().record("x", 1);
        Window other = Window.fromJson(PROFILE.newWindow().record("x", 2).toJson(), PROFILE);
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");

        Pane sum = Pane.sum(List.of(
                new Pane(noon.plus(Duration.ofDays(1)), noon.plus(Duration.ofDays(2)), one),
                new Pane(noon, noon.plus(MINUTE), other)));

        assertThat(sum.from()).isEqualTo(noon);
        assertThat(sum.length()).isEqualTo(Duration.ofDays(2));
        assertThat(values(sum)).isEqualTo(2);
        assertThat(one.numeric("x").values()).isEqualTo(1);
    }

    @Test
    void wrongNumbersAreNamed() {
        Recorder recorder = PROFILE.newRecorder();
        assertThatThrownBy(() -> Panes.of(recorder, Duration.ZERO, 3, now::get)).hasMessageContaining("PT5M");
        assertThatThrownBy(() -> Panes.of(recorder, Duration.ofNanos(1_000_001), 3, now::get))
                .hasMessageContaining("milliseconds");
        Duration forever = ChronoUnit.FOREVER.getDuration();
        assertThatThrownBy(() -> Panes.of(recorder, forever, 3, now::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("up to 100000 days");
        assertThat(panes.last(forever)).isEmpty();
        recordAfter(MINUTE, 1);
        assertThat(panes.last(forever)).isPresent();
        assertThatThrownBy(() -> Panes.of(recorder, MINUTE, 0, now::get)).hasMessageContaining("1 to 100000");
        assertThatThrownBy(() -> Pane.sum(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pane(Instant.EPOCH, Instant.EPOCH.minusMillis(1), PROFILE.newWindow()))
                .hasMessageContaining("began");
    }

    /** The claim: any split over panes, threads and processes gives the same counters, and so the same answer, bit for bit. */
    @Test
    void mergedWindowsEqualOnePass() {
        mergedWindowsEqualOnePass(10_000);
    }

    @Tag("heavy")
    @Test
    void mergedWindowsEqualOnePassInAHundredThousandCases() {
        mergedWindowsEqualOnePass(100_000);
    }

    private static void mergedWindowsEqualOnePass(int rounds) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < rounds; round++) {
            double[] x = tied(random);
            ReferenceProfile profile = random.nextInt(4) == 0
                    ? ReferenceProfile.fit(table(x)).coarsened(random.nextInt(3))
                    : ReferenceProfile.fit(table(x));
            List<Window> parts = new ArrayList<>();
            for (int part = 0; part <= random.nextInt(4); part++) {
                parts.add(profile.newWindow());
            }
            double[] y = tied(random);
            Window whole = profile.newWindow();
            for (double value : y) {
                parts.get(random.nextInt(parts.size())).record("x", value);
                whole.record("x", value);
            }
            Window sum = Window.sum(parts);

            NumericCounter merged = sum.numeric("x");
            NumericCounter onePass = whole.numeric("x");
            boolean same = Arrays.equals(merged.cells.toArray(), onePass.cells.toArray())
                    && merged.strays().equals(onePass.strays())
                    && merged.missing() == onePass.missing();
            assertThat(same).as("seed %s, round %s", SEED, round).isTrue();
            if (round % 20 == 0) {
                assertThat(merged.compare()).isEqualTo(onePass.compare());
                assertThat(sum.toJson()).isEqualTo(whole.toJson());
            }
        }
    }

    @Test
    void countersGiveTheStatisticOfTheValues() {
        countersGiveTheStatisticOfTheValues(10_000);
    }

    @Tag("heavy")
    @Test
    void countersGiveTheStatisticOfTheValuesInAHundredThousandCases() {
        countersGiveTheStatisticOfTheValues(100_000);
    }

    private static void countersGiveTheStatisticOfTheValues(int rounds) {
        SplittableRandom random = new SplittableRandom(SEED);
        KolmogorovSmirnov test = KolmogorovSmirnov.withDefaults();
        for (int round = 0; round < rounds; round++) {
            double[] x = tied(random);
            double[] y = tied(random);
            ReferenceProfile profile = ReferenceProfile.fit(table(x));
            Window window = profile.newWindow();
            for (double value : y) {
                window.record("x", value);
            }
            KsBounds found = KsBounds.of(
                    ((NumericReference) profile.references().get(0)).points(),
                    profile.references().get(0).tally(),
                    window.numeric("x").tally());
            if (found.atLeast().statistic() != test.test(x, y).statistic() || !found.isExact()) {
                assertThat(found.atLeast()).as("seed %s, round %s", SEED, round).isEqualTo(test.test(x, y));
            }
        }
    }

    private static double[] tied(SplittableRandom random) {
        int distinct = 1 + random.nextInt(12);
        return random.ints(1 + random.nextInt(14), 0, distinct)
                .mapToDouble(i -> i == 11 ? Double.POSITIVE_INFINITY : i / 2.0 - 1)
                .toArray();
    }

    private static Table table(double[] values) {
        return Table.builder().column("x", values).build();
    }
}
