package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.monitoring.profile.CategoryCount;
import org.mlopssdk.monitoring.profile.MissingValues;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.statistic.ChiSquare;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.statistic.PopulationStabilityIndex;
import org.mlopssdk.monitoring.table.Table;

/** With the rows that are said to be needed an effect at its threshold is significant, and with clearly fewer it is not. */
class RowsNeededTest {

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.05, 1000, 227",
        "0.1, 0.05, 1000000, 186",
        "0.1, 0.0005, 100000, 417",
        "0.05, 0.05, 10000, 797",
        "0.2, 0.05, 1000, 50",
        "0.02, 0.01, 1000000, 6668",
        "0.5, 0.001, 100, 20",
    })
    void forAKolmogorovSmirnovStatistic(double threshold, double level, long reference, long expected) {
        long needed = RowsNeeded.ofWindow(RowsNeeded.forKs(threshold, level), reference);

        assertThat(needed).isEqualTo(expected);
        assertThat(KolmogorovSmirnov.withDefaults().pValue(threshold, reference, needed))
                .isLessThan(level);
        assertThat(KolmogorovSmirnov.withDefaults().pValue(threshold, reference, needed * 3 / 4))
                .isGreaterThan(level);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.05, 0.0, 100000", "0.05, 0.05, 0.2, 10000", "0.1, 0.001, 0.5, 5000", "0.1, 0.01, 0.97, 5000"})
    void forAShareOfMissingValues(double threshold, double level, double share, long reference) {
        long needed = RowsNeeded.ofWindow(RowsNeeded.forShare(threshold, level, share), reference);

        for (double change : new double[] {threshold, -threshold}) {
            if (share + change >= 0 && share + change <= 1) {
                assertThat(p(share, change, reference, needed)).isLessThan(level);
            }
        }
        if (share >= 0.2 && share <= 0.8) { // at the ends the variance falls to nothing, and fewer would do
            assertThat(p(share, threshold, reference, needed * 3 / 4)).isGreaterThan(level);
        }
    }

    /** Rounded away from the reference's share, so that the change is at least the threshold. */
    private static double p(double share, double change, long reference, long window) {
        double now = (share + change) * window;
        long missing = (long) (change > 0 ? Math.ceil(now) : Math.floor(now));
        return new MissingValues(Math.round(share * reference), reference, missing, window).pValue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20})
    void forAnIndexOverSoManyCategories(int categories) {
        long reference = 100_000;
        double level = 0.01;
        long[] before = new long[categories];
        long[] now = new long[categories];
        double found = 0;
        long needed = 0;
        for (double tilt = 0; found < 0.2; tilt += 0.001) {
            needed = RowsNeeded.ofWindow(RowsNeeded.forPsi(0.2, level, categories), reference) * 100;
            for (int i = 0; i < categories; i++) {
                before[i] = reference / categories;
                now[i] = Math.round((1 + (i % 2 == 0 ? tilt : -tilt)) * needed / categories);
            }
            found = PopulationStabilityIndex.withDefaults().compare(before, now).value();
        }
        for (int i = 0; i < categories; i++) {
            now[i] = Math.round(now[i] / 100.0);
        }

        assertThat(found).isCloseTo(0.2, within(0.002));
        assertThat(ChiSquare.withDefaults().test(before, now).pValue()).isCloseTo(level, within(level));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 40, 185})
    void noWindowIsLargeEnoughForATinyReference(long reference) {
        assertThat(RowsNeeded.ofWindow(RowsNeeded.forKs(0.1, 0.05), reference)).isEqualTo(RowsNeeded.NEVER);
        assertThat(RowsNeeded.ofWindow(RowsNeeded.forKs(0.1, 0.05), 186)).isEqualTo(185 * 186);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 1000, 123_456_789})
    void theSmallestSizeIsFound(long smallest) {
        assertThat(RowsNeeded.smallest(1, size -> size >= smallest)).isEqualTo(smallest);
        assertThat(RowsNeeded.smallest(1, size -> false)).isEqualTo(RowsNeeded.NEVER);
    }

    /** Categories as frequent as words are: of a hundred, most are rare. */
    private static Table words(int categories, int rows, long seed) {
        double[] upTo = new double[categories];
        for (int i = 0; i < categories; i++) {
            upTo[i] = (i == 0 ? 0 : upTo[i - 1]) + 1.0 / (i + 1);
        }
        Random random = new Random(seed);
        return Samples.texts(IntStream.range(0, rows)
                .mapToObj(row -> "w" + -Arrays.binarySearch(upTo, random.nextDouble() * upTo[categories - 1]))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100})
    void rareCategoriesThatAWindowHappensToLackNeedMoreRowsThanSignificanceDoes(int categories) {
        ReferenceProfile reference = ReferenceProfile.fit(words(categories, 20_000, 1));
        int conclusive = 0;
        for (int round = 0; round < 50; round++) {
            FeatureDrift few = DriftPolicy.ofDefaults()
                    .compare(reference, words(categories, 8, 100 + round))
                    .feature("s");
            int needed = (int) (long) Objects.requireNonNull(few.rowsNeeded());
            FeatureDrift enough = DriftPolicy.ofDefaults()
                    .compare(reference, words(categories, needed, 200 + round))
                    .feature("s");
            conclusive += enough.verdict() == DriftVerdict.INCONCLUSIVE ? 0 : 1;
        }

        assertThat(conclusive).isGreaterThanOrEqualTo(45);
    }

    @ParameterizedTest
    @CsvSource({"2, 300", "20, 300", "100, 500", "100, 5000"})
    void chanceAloneBringsAboutAnIndexOfThatMean(int categories, int rows) {
        ReferenceProfile reference = ReferenceProfile.fit(words(categories, 20_000, 1));
        double sum = 0;
        long[] counts = {};
        for (int round = 0; round < 200; round++) {
            TextComparison found = (TextComparison) reference
                    .newWindow()
                    .recordAll(words(categories, rows, 300 + round))
                    .compare()
                    .get(0);
            sum += Objects.requireNonNull(found.psi()).value();
            counts = found.categories().stream()
                    .mapToLong(CategoryCount::reference)
                    .toArray();
        }

        assertThat(RowsNeeded.indexByChance(counts, rows)).isCloseTo(sum / 200, withinPercentage(25));
    }

    @Test
    void aReferenceOfFewRowsACategoryIsTooSmallForAnyWindow() {
        FeatureDrift found =
                DriftReport.between(words(100, 700, 1), words(100, 20, 2)).feature("s");

        assertThat(found.rowsNeeded()).isNull();
        assertThat(found.reason()).startsWith("20 rows (a reference of more than ");
    }

    /** Of a category that a small reference lacks five are expected there at most, so that no window tells whether it is new or was missed. */
    @Test
    void aWindowThatHasTheRowsNeededIsNotToldToHaveThem() {
        Table before = Samples.texts(Samples.categories(160, 0.5, 0.5));
        Table now = Samples.texts(Samples.categories(2_000, 0.485, 0.485, 0.03));

        FeatureDrift found = DriftPolicy.ofDefaults()
                .withPsiAtLeast(0.1)
                .between(before, now)
                .feature("s");

        assertThat(found.verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(found.rowsNeeded()).isNull();
        assertThat(found.reason()).startsWith("may be chance (a larger reference needed), PSI 0.1");
    }
}
