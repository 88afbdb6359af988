package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.monitoring.statistic.Alternative;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnovResult;
import org.mlopssdk.monitoring.statistic.PValueMethod;
import org.mlopssdk.monitoring.statistic.PsiBin;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.store.Digest;

class WindowTest {
    private static final ReferenceProfile PROFILE = ReferenceProfile.fit(Table.builder()
            .column("x", 0, 1, 1, 2)
            .column("s", "a", "b", "a", null)
            .build());

    @Test
    void valuesAreCountedInTheCellsOfTheReference() {
        Window window = PROFILE.newWindow();
        NumericCounter x = window.numeric("x");
        for (double value : new double[] {-0.0, 0.0, 0.5, 2, 2.5, Double.NEGATIVE_INFINITY, Double.NaN}) {
            x.record(value);
        }

        assertThat(x.cells.toArray()).containsExactly(1, 2, 1, 0, 0, 1, 1);
        assertThat(x.values()).isEqualTo(6);
        assertThat(x.missing()).isEqualTo(1);
        assertThat(x).hasToString("x: 6 values, 1 missing");
        NumericComparison found = x.compare();
        assertThat(found.below()).isEqualTo(1);
        assertThat(found.above()).isEqualTo(1);
        assertThat(found.outOfRangeShare()).isEqualTo(2 / 6.0);
    }

    @Test
    void categoriesAreCountedAndWhatIsNewCountsApart() {
        Window window = PROFILE.newWindow()
                .record("s", "a")
                .record("s", "zebra")
                .record("s", "")
                .record("s", null);

        TextComparison found = window.text("s").compare();

        assertThat(window.text("s").cells.toArray()).containsExactly(1, 0, 0, 2);
        assertThat(found.unlisted()).isEqualTo(new UnlistedValues(0, 0, 2, true));
        assertThat(found.unlistedShare()).isEqualTo(2 / 3.0);
        assertThat(found.missing()).isEqualTo(new MissingValues(1, 4, 1, 4));
        assertThat(found.largestShift()).hasToString("(new) 0.0 % -> 50.0 %");
        assertThat(found.toString().lines())
                .as("categories by name, the most frequent first")
                .contains("s: missing 25.0 % -> 25.0 %", "  a 50.0 % -> 25.0 %", "  (new) 0.0 % -> 50.0 %")
                .allMatch(line -> line.length() <= 100);
    }

    @Test
    void fewDistinctValuesAreBinsOfTheirOwnUnlessDecilesAreAskedFor() {
        double[] ones = new double[100];
        Arrays.fill(ones, 95, 100, 1.0);
        Table table = Table.builder().column("x", ones).build();

        assertThat(bins(ReferenceProfile.fit(table)))
                .extracting(PsiBin::referenceCount)
                .containsExactly(95L, 5L);
        assertThat(bins(ReferenceProfile.options().withBinning(Binning.DECILES).fit(table)))
                .extracting(PsiBin::referenceCount)
                .containsExactly(100L);
    }

    private static List<PsiBin> bins(ReferenceProfile profile) {
        NumericComparison found =
                profile.newWindow().record("x", 1).numeric("x").compare();
        return Objects.requireNonNull(found.psi()).bins();
    }

    @Test
    void nothingRecordedIsNothingCompared() {
        List<FeatureComparison> found = PROFILE.newWindow().compare();

        assertThat(found).extracting(FeatureComparison::feature).containsExactly("x", "s");
        NumericComparison numeric = (NumericComparison) found.get(0);
        assertThat(numeric.ks()).isNull();
        assertThat(numeric.psi()).isNull();
        assertThat(numeric.outOfRangeShare()).isZero();
        assertThat(numeric.missing().pValue()).isEqualTo(1);
        TextComparison text = (TextComparison) found.get(1);
        assertThat(text.chiSquare()).isNull();
        assertThat(text.psi()).isNull();
        assertThat(text.largestShift()).isNull();
        assertThat(text.isTooSparse()).isFalse();
        assertThat(text.unlistedShare()).isZero();
    }

    @Test
    void aRowIsRecordedByPosition() {
        ReferenceProfile numeric = ReferenceProfile.fit(
                Table.builder().column("x", 0, 1).column("y", 5, 6).build());

        Window window = numeric.newWindow().recordRow(1, 5).recordRow(Double.NaN, 6);

        assertThat(window)
                .hasToString(String.join(
                        System.lineSeparator(),
                        "window of profile " + numeric.fingerprint().abbreviated(),
                        "  x: 1 values, 1 missing",
                        "  y: 2 values, 0 missing"));
        assertThatThrownBy(() -> window.recordRow(1)).hasMessageContaining("2 numeric features and the row 1 values");
        assertThatThrownBy(() -> PROFILE.newWindow().recordRow(1, 2)).hasMessageContaining("'s' is text");
    }

    @Test
    void wrongNamesAndTypesAreNamed() {
        Window window = PROFILE.newWindow();

        assertThatThrownBy(() -> window.record("z", 1)).hasMessageContaining("no feature 'z'; the profile has x, s.");
        assertThatThrownBy(() -> window.record("s", 1)).hasMessageContaining("'s' is text, not numeric");
        assertThatThrownBy(() -> window.record("x", "a")).hasMessageContaining("'x' is numeric, not text");
    }

    @Test
    void aTableIsRecordedWhollyOrNotAtAll() {
        Window window = PROFILE.newWindow();

        assertThatThrownBy(() -> window.recordAll(Table.builder().column("x", 1).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column for the feature 's'; it has x. Fit the reference without(...)");
        assertThatThrownBy(() ->
                        window.recordAll(Table.builder().column("other", 1).build()))
                .hasMessageContaining("no column for 2 features, 'x', 's'; it has other.");
        Table swapped = Table.builder().column("x", 1).column("s", 1).build();
        assertThatThrownBy(() -> window.recordAll(swapped)).hasMessageContaining("'s' is text, but");
        Table text = Table.builder().column("s", "a").column("x", "b").build();
        assertThatThrownBy(() -> window.recordAll(text)).hasMessageContaining("'x' is numeric, but");
        assertThat(window.toJson()).isEqualTo(PROFILE.newWindow().toJson());
    }

    @Test
    void aColumnOfMissingValuesMayBeOfEitherType() {
        Table table = Table.builder()
                .column("x", (String) null)
                .column("s", Double.NaN)
                .build();

        Window window = PROFILE.newWindow().recordAll(table);

        assertThat(window.numeric("x").missing()).isEqualTo(1);
        assertThat(window.text("s").missing()).isEqualTo(1);
    }

    @Test
    void onlyWindowsOfTheSameProfileAreAdded() {
        ReferenceProfile same = ReferenceProfile.fromJson(PROFILE.toJson());
        ReferenceProfile other =
                ReferenceProfile.fit(Table.builder().column("x", 0, 1).build());
        Window window = PROFILE.newWindow().record("x", 1);

        assertThat(Window.sum(window, same.newWindow().record("x", 1))
                        .numeric("x")
                        .values())
                .isEqualTo(2);
        assertThat(window.numeric("x").values()).isEqualTo(1);
        assertThatThrownBy(() -> window.merge(other.newWindow()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(other.fingerprint().abbreviated());
        assertThatThrownBy(() -> Window.fromJson(window.toJson(), other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(Window::sum).hasMessageContaining("at least one window");
    }

    @Test
    void aWindowIsOneLineOfSparseJson() {
        Window window = PROFILE.newWindow().record("x", 2).record("x", 3).record("s", null);

        assertThat(new String(window.toJson(), StandardCharsets.UTF_8))
                .isEqualTo("{\"format\":2,\"profile\":\"" + PROFILE.fingerprint() + "\",\"features\":["
                        + "{\"feature\":\"x\",\"missing\":0,\"cells\":[5,6],\"counts\":[1,1],"
                        + "\"strays\":{\"notNumbers\":0,\"negativeInfinities\":0,\"positiveInfinities\":0,"
                        + "\"fractional\":0,\"highest\":3.0}},"
                        + "{\"feature\":\"s\",\"missing\":1,\"cells\":[],\"counts\":[]}]}");
        assertThat(window.subject())
                .isEqualTo(Window.fromJson(window.toJson(), PROFILE).subject())
                .isEqualTo("window " + Digest.of(CompactForm.of(window)) + " of reference profile "
                        + PROFILE.fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[5,6]         | [6,5]      | do not ascend",
                "[5,6]         | [5,7]      | does not fit",
                "[5,6]         | [-1,6]     | do not ascend",
                "[5,6]         | [5]        | one count for each",
                "[1,1]         | [1,0]      | hold nothing",
                "[1,1]         | [1,-1]     | count of -1",
                "[1,1]         | [1,\"1\"]  | window",
                "missing\":1   | missing\":-1 | count of -1",
                "\"x\"         | \"y\"      | does not fit",
                "]}]}          | ]}        | window",
                "cells\":[],\"counts\":[]}] |"
                        + " cells\":[],\"counts\":[]},{\"feature\":\"t\",\"missing\":0,\"cells\":[],\"counts\":[]}] | has"
                        + " 3 features",
                "\"feature\":\"x\", | ''        | names no feature",
                "\"cells\":[5   | \"cell\":[5   | has no cells",
                "\"counts\":[1  | \"count\":[1  | has no counts",
                "\"profile\":    | \"prophet\": | names no profile",
                "highest\":3.0 | highest\":\"Infinity\" | are finite",
                "highest\":3.0 | lowest\":\"NaN\" | are finite",
                "fractional\":0 | fractional\":-1 | count of -1",
                "counts\":[]}  |"
                        + " counts\":[],\"strays\":{\"notNumbers\":0,\"negativeInfinities\":0,\"positiveInfinities\":0,\"fractional\":1}}"
                        + " | is text and has strays",
                "notNumbers\":0 | notNumbers\":1 | strays that it does not count",
                "negativeInfinities\":0 | negativeInfinities\":3 | strays that it does not count",
                "fractional\":0 | fractional\":9 | strays that it does not count",
                "highest\":3.0 | lowest\":-3.0 | strays that it does not count",
                "[5,6]         | [4,5]      | strays that it does not count",
                "format\":2    | format\":0 | names no format",
            })
    void aBrokenWindowIsRefused(String part, String replacement, String reason) {
        Window window = PROFILE.newWindow().record("x", 2).record("x", 3).record("s", null);
        String broken = new String(window.toJson(), StandardCharsets.UTF_8)
                .replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(replacement));

        assertThatThrownBy(() -> Window.fromJson(broken.getBytes(StandardCharsets.UTF_8), PROFILE))
                .isInstanceOf(CorruptedException.class)
                .hasMessageStartingWith("window: ")
                .hasMessageContaining(reason);
    }

    /** Written by the first version of this class: unlisted values in one cell, no strays. */
    @Test
    void whatWasWrittenInTheFirstFormatIsRead() {
        String profile = "{\"format\":1,\"rows\":4,\"features\":[{\"numeric\":{\"name\":\"x\",\"missing\":0,"
                + "\"points\":[0.0,1.0,2.0],\"counts\":[1,2,1],\"gaps\":[],\"edges\":[1.0,2.0]}},{\"text\":{\"name\":\"s\","
                + "\"missing\":1,\"categories\":[\"a\",\"b\"],\"counts\":[2,1],\"other\":0}},{\"text\":{\"name\":\"t\","
                + "\"missing\":0,\"categories\":[\"a\"],\"counts\":[2],\"other\":2}}]}";
        ReferenceProfile old = ReferenceProfile.fromJson(profile.getBytes(StandardCharsets.UTF_8));
        String window = "{\"format\":1,\"profile\":\"" + old.fingerprint() + "\",\"features\":[{\"feature\":\"x\","
                + "\"missing\":0,\"cells\":[3,6],\"counts\":[1,1]},{\"feature\":\"s\",\"missing\":0,\"cells\":[1,2],"
                + "\"counts\":[1,4]},{\"feature\":\"t\",\"missing\":0,\"cells\":[1],\"counts\":[5]}]}";

        Window read = Window.fromJson(window.getBytes(StandardCharsets.UTF_8), old);

        assertThat(old.toJson()).isEqualTo(profile.getBytes(StandardCharsets.UTF_8));
        assertThat(read.numeric("x").compare().above()).isEqualTo(1);
        assertThat(read.numeric("x").compare().distributions().current().maximum())
                .as("how far above the points the value lies is not told")
                .isEqualTo(new Bounds(2, Double.POSITIVE_INFINITY));
        assertThat(read.text("s").compare().unlisted()).isEqualTo(new UnlistedValues(0, 0, 4, true));
        assertThat(read.record("t", "b").text("t").compare().unlisted()).isEqualTo(new UnlistedValues(2, 6, 0, false));
    }

    @Test
    void aNewerFormatIsNotGuessedAt() {
        assertThatThrownBy(() -> Window.fromJson("{\"format\":7}".getBytes(StandardCharsets.UTF_8), PROFILE))
                .isInstanceOf(UnsupportedFormatException.class);
    }

    @Test
    void boundsOfLargeSamplesFitATerminal() {
        KolmogorovSmirnovResult atLeast = new KolmogorovSmirnovResult(
                0.012345,
                1.2345e-100,
                PValueMethod.ASYMPTOTIC,
                Alternative.TWO_SIDED,
                -1.2345e-100,
                -1,
                123_456_789_012L,
                123_456_789_012L);
        KsBounds ks = new KsBounds(
                atLeast,
                new KolmogorovSmirnovResult(
                        0.012346,
                        1.2344e-100,
                        PValueMethod.ASYMPTOTIC,
                        Alternative.TWO_SIDED,
                        Double.MAX_VALUE,
                        -1,
                        atLeast.n(),
                        atLeast.m()));

        assertThat(ks.toString().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(90).doesNotContain("Infinity"))
                .filteredOn(line -> line.contains("n=123456789012, m=123456789012"))
                .hasSize(1);
        assertThat(new KsBounds(atLeast, atLeast).toString().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(99));
    }

    @Test
    void boundsArePrintedWithTheSizesOnceAndBothEnds() {
        double[] many = IntStream.range(0, 200).mapToDouble(i -> i).toArray();
        ReferenceProfile coarse = ReferenceProfile.options()
                .withMaxBreakPoints(32)
                .fit(Table.builder().column("x", many).build());

        KsBounds ks = Objects.requireNonNull(
                coarse.newWindow().record("x", 50.5).numeric("x").compare().ks());

        assertThat(ks.isExact()).isFalse();
        assertThat(ks.toString().lines())
                .containsExactly(
                        "KolmogorovSmirnov[n=200, m=1, p asymptotic, D",
                        "  at least 0.73, p=0.54, at 54.0: x tends higher,",
                        "  at most  0.77, p=0.46, at 54.0: x tends higher]");
        assertThatThrownBy(() -> new KsBounds(ks.atMost(), ks.atLeast())).hasMessageContaining("swap them");
    }

    @Test
    void missingValuesAreAPartOfTheRows() {
        assertThatThrownBy(() -> new MissingValues(2, 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new MissingValues(0, 10, 5, 10)).hasToString("missing 0.0 % -> 50.0 %");
        assertThat(new MissingValues(1, 10_000, 9_999, 10_000)).hasToString("missing < 0.1 % -> > 99.9 %");
        assertThat(new MissingValues(0, 10, 5, 10).change()).isEqualTo(0.5);
    }
}
