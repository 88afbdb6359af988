package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.monitoring.table.Table;

class ReferenceProfileTest {
    private static final Table TABLE = Table.builder()
            .column("x", 1, 2, 2, Double.NEGATIVE_INFINITY, Double.NaN)
            .column("s", "a", "b", null, "a", "")
            .build();

    @Test
    void aProfileIsOneLineOfCanonicalJson() {
        assertThat(text(ReferenceProfile.fit(TABLE)))
                .isEqualTo("{\"format\":2,\"rows\":5,\"features\":["
                        + "{\"numeric\":{\"name\":\"x\",\"missing\":1,\"points\":[\"-Infinity\",1.0,2.0],"
                        + "\"counts\":[1,1,2],\"gaps\":[],\"edges\":[1.0,2.0]}},"
                        + "{\"text\":{\"name\":\"s\",\"missing\":1,\"categories\":[\"\",\"a\",\"b\"],"
                        + "\"counts\":[1,2,1],\"other\":0}}]}");
    }

    @Test
    void itReadsBackFromWhatItWritesAsAnAttachment() throws IOException {
        ReferenceProfile profile = ReferenceProfile.fit(TABLE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        profile.writeTo(out);

        ReferenceProfile readBack = ReferenceProfile.FORMAT.read(new ByteArrayInputStream(out.toByteArray()));

        assertThat(readBack).isEqualTo(profile).hasSameHashCodeAs(profile);
        assertThat(readBack.fingerprint()).isEqualTo(profile.fingerprint());
        assertThat(profile.path()).isEqualTo(ReferenceProfile.FORMAT.path()).isEqualTo("reference-profile.json");
        assertThat(readBack.features()).containsExactly("x", "s");
        assertThat(readBack.rows()).isEqualTo(5);
    }

    @Test
    void itIsPrintedForPeople() {
        assertThat(ReferenceProfile.options())
                .hasToString("profile of up to 8192 break points or 1000 categories a feature, bins VALUES_OR_DECILES");
        ReferenceProfile profile = ReferenceProfile.fit(TABLE);
        assertThat(profile.newWindow().toString())
                .startsWith("window of profile " + profile.fingerprint().abbreviated());
        assertThat(profile.toString().lines())
                .containsExactly(
                        "reference profile " + profile.fingerprint().abbreviated() + " of 5 rows, 2 features",
                        "  x: numeric, 4 values, 1 missing, -Infinity to 2.0, 3 break points",
                        "  s: text, 4 values, 1 missing, 3 categories");
    }

    @Test
    void aProfileWithDifferentCountsIsAnother() {
        ReferenceProfile profile = ReferenceProfile.fit(TABLE);

        assertThat(profile).isNotEqualTo(ReferenceProfile.fit(TABLE.slice(0, 4)));
        assertThat(profile).isEqualTo(ReferenceProfile.fit(TABLE));
    }

    @Test
    void manyValuesAreKeptAsQuantilePointsWithTheEdgesOfTheBins() {
        double[] values =
                IntStream.range(0, 10_000).mapToDouble(i -> i * (double) i).toArray();
        Table table = Table.builder().column("x", values).build();

        NumericReference kept = (NumericReference) ReferenceProfile.options()
                .withMaxBreakPoints(100)
                .fit(table)
                .references()
                .get(0);

        assertThat(kept.points().length).isLessThanOrEqualTo(100);
        assertThat(kept.points()[0]).isZero();
        assertThat(kept.points()[kept.points().length - 1]).isEqualTo(9999.0 * 9999.0);
        assertThat(kept.points()).contains(kept.edges());
        assertThat(kept.edges()).hasSize(9);
        assertThat(kept.values()).isEqualTo(10_000);
    }

    @Test
    void upToTheLimitEveryValueIsAPoint() {
        double[] values = IntStream.range(0, 32).mapToDouble(i -> i).toArray();
        Table table = Table.builder().column("x", values).build();

        NumericReference kept = (NumericReference) ReferenceProfile.options()
                .withMaxBreakPoints(32)
                .fit(table)
                .references()
                .get(0);

        assertThat(kept.gaps()).isEmpty();
        assertThat(kept.points()).contains(values);
    }

    @Test
    void rareCategoriesAreCountedTogether() {
        Table table = Table.builder()
                .column("s", "d", "c", "c", "b", "a", "a", "x".repeat(1001))
                .build();

        ReferenceProfile profile =
                ReferenceProfile.options().withMaxCategories(3).fit(table);

        TextReference kept = (TextReference) profile.references().get(0);
        assertThat(kept.categories()).containsExactly("a", "b", "c");
        assertThat(kept.counts()).containsExactly(2, 1, 2);
        assertThat(kept.other()).isEqualTo(2);
        assertThat(profile)
                .hasToString("reference profile " + profile.fingerprint().abbreviated() + " of 7 rows, 1 features"
                        + System.lineSeparator()
                        + "  s: text, 7 values, 0 missing, 3 categories listed, 2 values of others");
        TextComparison found = profile.newWindow().record("s", "d").text("s").compare();
        assertThat(found.unlisted().areNew()).isFalse();
        assertThat(Objects.requireNonNull(found.largestShift()).category()).isEqualTo(CategoryShift.OTHER);
    }

    @Test
    void aTableThatCannotBeProfiledIsRefused() {
        assertThatThrownBy(() -> ReferenceProfile.fit(TABLE.slice(0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no rows");
        for (String name : new String[] {" ", "a\nb", "x".repeat(251), "\ud800"}) {
            Table table = Table.builder().column(name, 1).build();
            assertThatThrownBy(() -> ReferenceProfile.fit(table))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("rename the column");
        }
    }

    @ParameterizedTest
    @CsvSource({"31, 1000", "1000001, 1000", "8192, 0", "8192, 100001"})
    void optionsHaveLimits(int maxBreakPoints, int maxCategories) {
        assertThatThrownBy(() -> new ProfileOptions(maxBreakPoints, maxCategories, Binning.DECILES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got max");
    }

    @Test
    void aNewerFormatIsNotGuessedAt() {
        byte[] json = "{\"format\":3,\"rows\":\"other\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ReferenceProfile.fromJson(json))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("newer mlops-sdk");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rows\":5               | rows\":6              | which are not the 6 rows",
                "rows\":5               | rows\":-1             | 1 to 10^15 rows",
                "rows\":5               | rows\":2000000000000000 | 1 to 10^15 rows",
                "format\":2             | format\":0            | names no format",
                "\"format\":2,          | ''                    | names no format",
                "[\"-Infinity\",1.0,2.0] | [1.0,1.0,2.0]         | do not ascend",
                "[\"-Infinity\",1.0,2.0] | [\"NaN\",1.0,2.0]     | do not ascend",
                "[\"-Infinity\",1.0,2.0] | [0.0,1.0,\"NaN\"]     | do not ascend",
                "[\"-Infinity\",1.0,2.0] | [-0.0,1.0,2.0]        | has -0.0 as a break point",
                "[\"-Infinity\",1.0,2.0] | [1.0,2.0]             | of different number",
                "[\"-Infinity\",1.0,2.0] | null                  | reference profile",
                "[\"-Infinity\",1.0,2.0] | [null,1.0,2.0]        | reference profile",
                "counts\":[1,1,2]       | counts\":[2,2,0]      | outer break points",
                "counts\":[1,1,2]       | counts\":[3,-1,2]     | count of -1",
                "counts\":[1,1,2]       | counts\":[1,9223372036854775807,2] | count of 9223372036854775807",
                "counts\":[1,1,2]       | counts\":[1,1.5,2]    | reference profile",
                "gaps\":[]              | gaps\":[0,0,0,0]      | gaps that hold nothing",
                "gaps\":[]              | gaps\":[0,1]          | of different number",
                "gaps\":[]              | gaps\":[1,0,0,0]      | beyond its outer",
                "edges\":[1.0,2.0]      | edges\":[1.5]         | begins at no break point",
                "edges\":[1.0,2.0]      | edges\":[\"-Infinity\"] | begins at no break point",
                "edges\":[1.0,2.0]      | edges\":[2.0,1.0]     | do not ascend",
                "name\":\"s\"           | name\":\"x\"          | there twice",
                "name\":\"s\"           | name\":\"\"           | name of a feature",
                "missing\":1            | missing\":-1          | count of -1",
                "\"\",\"a\",\"b\"       | \"\",\"b\",\"a\"      | out of order",
                "\"\",\"a\",\"b\"       | \"\",\"a\"            | one count for each",
                "counts\":[1,2,1]       | counts\":[0,3,1]      | occurs nowhere",
                "\"other\":0            | \"other\":-1          | count of -1",
                "{\"text\":{            | {\"other\":{          | either numeric or text",
                "\"other\":0}}]}         | \"other\":0}}         | reference profile",
                "{\"format\"            | {\"rows\":5,\"format\" | reference profile",
            })
    void aBrokenProfileIsRefused(String part, String replacement, String reason) {
        String broken = text(ReferenceProfile.fit(TABLE)).replaceFirst(quoted(part), quotedReplacement(replacement));
        assertThat(broken).isNotEqualTo(text(ReferenceProfile.fit(TABLE)));

        assertThatThrownBy(() -> ReferenceProfile.fromJson(broken.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CorruptedException.class)
                .hasMessageContaining(reason);
    }

    private static String quoted(String part) {
        return Pattern.quote(part);
    }

    private static String quotedReplacement(String part) {
        return Matcher.quoteReplacement(part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "{\"format\":1}", "{\"format\":1,\"rows\":1,\"features\":[]}", "\u0000"})
    void whatIsNoProfileIsRefused(String json) {
        assertThatThrownBy(() -> ReferenceProfile.fromJson(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CorruptedException.class)
                .hasMessageStartingWith("reference profile: ");
    }

    private static String text(ReferenceProfile profile) {
        return new String(profile.toJson(), StandardCharsets.UTF_8);
    }
}
