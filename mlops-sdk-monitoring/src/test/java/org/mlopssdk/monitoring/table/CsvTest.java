package org.mlopssdk.monitoring.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.error.InvalidDataException;

class CsvTest {
    private static final Csv CSV = Csv.withDefaults();

    @Test
    void readsQuotedFieldsWithSeparatorsQuotesAndLineBreaks() {
        Table table = CSV.readText("name,said\n\"Ada, Countess\",\"a \"\"new\"\" engine\"\nBob,\"two\nlines\"\r\n");

        assertThat(table.text("name").present()).containsExactly("Ada, Countess", "Bob");
        assertThat(table.text("said").present()).containsExactly("a \"new\" engine", "two\nlines");
    }

    @Test
    void readsAnySeparatorAndQuote() {
        Table table = CSV.separator('\t').quote('\'').readText("a\tb\n'1'\t'x\ty'\n");

        assertThat(table.numeric("a").get(0)).isEqualTo(1);
        assertThat(table.text("b").get(0)).contains("x\ty");
    }

    @Test
    void skipsAByteOrderMark() {
        byte[] bytes = "\uFEFFa,b\n1,ü\n".getBytes(StandardCharsets.UTF_8);

        Table table = CSV.read("bytes", new ByteArrayInputStream(bytes));

        assertThat(table.names()).containsExactly("a", "b");
        assertThat(table.text("b").get(0)).contains("ü");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "+1.5", ".5", "5.", "1e3", "1E-3", "-.5e+10", "007", " 2 ", "1e999"})
    void decimalNumbersAreNumeric(String number) {
        assertThat(CSV.readText("a,b\n" + number + ",x\n").numeric("a").get(0)).isEqualTo(Double.parseDouble(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "Infinity", "+INF", "-inf", "-Infinity"})
    void infinitiesAreNumeric(String infinity) {
        double value = CSV.readText("a,b\n" + infinity + ",x\n").numeric("a").get(0);

        assertThat(value).isInfinite();
        assertThat(value < 0).isEqualTo(infinity.startsWith("-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "1f", "0x10", "0x1p3", "1_000", "1e", ".", "-", "1 2", "infinite", "1,5", "١", "--1"})
    void whatJavaOrPeopleMightTakeForANumberIsText(String text) {
        assertThat(CSV.separator(';')
                        .readText("a;b\n" + text + ";x\n")
                        .text("a")
                        .get(0))
                .contains(text);
    }

    @Test
    void emptyBlankAndMarkedFieldsAreMissing() {
        Table table = CSV.missing("NA", "-999").readText("a,b\n,\n  ,x\nNA,NA\n-999,y\n\"\",z\n1,NAN\n");

        assertThat(table.numeric("a").missing()).isEqualTo(5);
        assertThat(table.numeric("a").get(5)).isEqualTo(1);
        assertThat(table.text("b").present()).containsExactly("x", "y", "z", "NAN");
    }

    @Test
    void theTextNaNIsAMissingNumberInANumericColumnAndATextInATextColumn() {
        Table table = CSV.readText("a,b\n1,x\nNaN,NaN\nnan,y\n");

        assertThat(table.numeric("a").missing()).isEqualTo(2);
        assertThat(table.text("b").present()).containsExactly("x", "NaN", "y");
    }

    @Test
    void aColumnWithoutValuesIsNumeric() {
        assertThat(CSV.readText("a,b\n,1\n,2\n").numeric("a").missing()).isEqualTo(2);
    }

    @Test
    void declaredTypesAreKept() {
        Table table = CSV.text("zip").numeric("age").readText("zip,age\n00501,4\n,\n");

        assertThat(table.text("zip").get(0)).contains("00501");
        assertThat(table.text("zip").missing()).isEqualTo(1);
        assertThat(table.numeric("age").get(0)).isEqualTo(4);
    }

    @Test
    void rowsOneLongerThanTheHeaderHaveLabels() {
        Table table = CSV.readText("a,b\nr1,1,2\nr2,3,4\n\nr3,5,6\n");

        assertThat(table.rowLabels()).containsExactly("r1", "r2", "r3");
        assertThat(table.numeric("b").values()).containsExactly(2, 4, 6);
        assertThat(table.slice(1, 2).rowLabels()).containsExactly("r2");
    }

    @Test
    void anEmptyLineIsAMissingValueOnlyInASingleColumn() {
        assertThat(CSV.readText("a,b\n1,2\n\n3,4\n").rows()).isEqualTo(2);
        assertThat(CSV.readText("a\n1\n\n3\n").numeric("a").missing()).isEqualTo(1);
    }

    @Test
    void readsManyRows() {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 10_000; i++) {
            text.append(i).append(",t").append(i % 3).append('\n');
        }

        Table table = CSV.readText(text.toString());

        assertThat(table.rows()).isEqualTo(10_000);
        assertThat(table.numeric("a").get(9_999)).isEqualTo(9_999);
        assertThat(table.text("b").get(9_999)).contains("t0");
    }

    @Nested
    class Refuses {
        @TempDir
        Path folder;

        private static void assertRefused(Csv csv, String text, String... parts) {
            assertThatExceptionOfType(InvalidDataException.class)
                    .isThrownBy(() -> csv.readText(text))
                    .withMessageContainingAll(parts);
        }

        @Test
        void aMissingFileWithItsAbsolutePath() {
            Path file = Path.of("no-such.csv");

            assertThatExceptionOfType(InvalidDataException.class)
                    .isThrownBy(() -> CSV.read(file))
                    .withMessageContaining(file.toAbsolutePath().toString());
        }

        @Test
        void aFolder() {
            assertThatExceptionOfType(InvalidDataException.class)
                    .isThrownBy(() -> CSV.read(folder))
                    .withMessage(folder + ": is a directory; name a CSV file in it.");
        }

        @Test
        void aMalformedFileByItsName() throws IOException {
            Path file = Files.writeString(folder.resolve("bad.csv"), "a,b\n1,2\n3\n");

            assertThatExceptionOfType(InvalidDataException.class)
                    .isThrownBy(() -> CSV.read(file))
                    .withMessageContainingAll("bad.csv", "line 3 has 1 field;", "expected 2")
                    .satisfies(e -> assertThat(e.subject()).isEqualTo(file.toString()));
        }

        @Test
        void noHeader() {
            assertRefused(CSV, "", "is empty");
            assertRefused(CSV, "\n\r\n", "is empty");
        }

        @Test
        void aHeaderWithoutRows() {
            assertRefused(CSV, "a,b\n", "header but no rows");
        }

        @Test
        void namesThatRepeatOrLack() {
            assertRefused(CSV, "a,b,a\n1,2,3\n", "line 1", "'a' twice");
            assertRefused(CSV, "a,,c\n1,2,3\n", "line 1", "column 2 without a name");
        }

        @Test
        void raggedRows() {
            assertRefused(CSV, "a,b\n1,2\n1,2,3\n", "line 3 has 3 fields", "expected 2");
            assertRefused(CSV, "a,b\nr,1,2\n1,2\n", "line 3 has 2 fields", "expected 3", "row label");
            assertRefused(CSV, "a,b\n1,\"x\ny\"\n\n1\n", "line 5 has 1 field;");
        }

        @Test
        void aTextInANumericColumnWithLineColumnAndValue() {
            assertRefused(CSV.numeric("age"), "name,age\nAda,36\nBob,old\n", "line 3", "'age'", "'old'");
        }

        @Test
        void aDecimalCommaInANumericColumn() {
            assertRefused(
                    CSV.separator(';').numeric("a"),
                    "a;b\n1,5;2\n",
                    "line 2, column 'a': '1,5' is not a number",
                    "decimals have a point here, not a comma");
            assertThat(CSV.separator(';').readText("a;b\n1,5;2\n").text("a").get(0))
                    .contains("1,5");
        }

        @Test
        void anotherSeparatorThanWasSaidAndSaysWhich() {
            String semicolon = "Where fields are separated by ';', say so by separator(';').";
            assertRefused(CSV, "a;b\n1,5;2,5\n", "line 2 has 3 fields", semicolon);
            assertRefused(CSV, "\"a\";\"b\"\n1;2\n", "cannot be read: ", "after closing quote", semicolon);
            assertRefused(CSV, "a|b\n", "no rows", "separator('|')");
            assertRefused(CSV, "a\tb\n1,2,3\n", "separator('\\t')");
            assertRefused(CSV.separator(';'), "a,b\n1;2;3\n", "separator(',')");
            assertThat(CSV.separator('\t').toString()).contains("separator '\\t',");
        }

        @Test
        void theNameOfAFileWhereItsContentBelongs() {
            assertRefused(CSV, "data/wine.csv", "no rows", "To read a file by its name, call read(Path.of(...)).");
            assertRefused(CSV, "wine.csv", "call read(Path.of(...))");
        }

        @Test
        void declaredColumnsThatAreNotThere() {
            assertRefused(CSV.numeric("Age"), "name,age\nAda,36\n", "no column 'Age'", "name, age");
        }

        @Test
        void brokenQuotes() {
            assertRefused(CSV, "a,b\n1,\"2\n", "line 1", "Unclosed");
            assertRefused(CSV, "a,b\n1,\"2\"3\n", "line 2");
        }

        @Test
        void whatIsNotUtf8() {
            byte[] latin1 = "a,b\n1,ü\n".getBytes(StandardCharsets.ISO_8859_1);

            assertThatExceptionOfType(InvalidDataException.class)
                    .isThrownBy(() -> CSV.read("latin.csv", new ByteArrayInputStream(latin1)))
                    .withMessage("latin.csv: is not UTF-8; convert it, or give a Reader that decodes it, such as"
                            + " Files.newBufferedReader(path, charset).");
        }

        @Test
        void whatExceedsTheLimits() {
            assertRefused(CSV.maxRows(2), "a\n1\n2\n3\n", "more than 2 rows");
            assertRefused(CSV, "a\n" + "x".repeat(1_048_577), "line 2", "1048576");
            assertRefused(CSV, "c,".repeat(10_001) + "c\n", "10001");
            assertRefused(CSV, "c,".repeat(10_000) + "c\n", "10001 columns");
        }

        @Test
        void settingsThatContradict() {
            assertThatIllegalArgumentException().isThrownBy(() -> CSV.separator('"'));
            assertThatIllegalArgumentException().isThrownBy(() -> CSV.quote('\n'));
            assertThatIllegalArgumentException().isThrownBy(() -> CSV.maxRows(0));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CSV.numeric("a", "b").text("b"))
                    .withMessageContaining("numeric and text: b");
        }
    }

    @Test
    void settingsPrint() {
        assertThat(CSV.missing("NA").toString()).contains("separator ','", "[NA]");
    }

    @Nested
    class RealFiles {

        @Test
        void occupancyHasRowLabels() {
            Table training = RealData.occupancy("datatraining.txt");

            assertThat(training.rows()).isEqualTo(8143);
            assertThat(RealData.occupancy("datatest.txt").rows()).isEqualTo(2665);
            assertThat(RealData.occupancy("datatest2.txt").rows()).isEqualTo(9752);
            assertThat(training.rowLabels()).hasSize(8143).startsWith("1", "2");
            assertThat(training.text("date").get(0)).contains("2015-02-04 17:51:00");
            assertThat(training.numeric("Temperature").get(0)).isEqualTo(23.18);
        }

        @Test
        void wineIsSeparatedBySemicolons() {
            assertThat(RealData.wine("red").rows()).isEqualTo(1599);
            assertThat(RealData.wine("white").rows()).isEqualTo(4898);
            assertThat(RealData.wine("red").columns()).hasSize(12).allMatch(NumericColumn.class::isInstance);
        }

        @Test
        void titanicHasMissingValues() throws IOException {
            JsonNode expected = new ObjectMapper()
                    .readTree(RealData.folder()
                            .resolve("expected/titanic_missing.json")
                            .toFile())
                    .at("/windows/0/numeric");
            Table reference = RealData.titanic("reference");
            Table analysis = RealData.titanic("analysis");

            assertThat(reference.rows()).isEqualTo(891);
            assertThat(analysis.rows()).isEqualTo(418);
            expected.properties().forEach(feature -> {
                assertThat(reference.numeric(feature.getKey()).missing())
                        .isEqualTo(feature.getValue().at("/reference/missing").asInt());
                assertThat(analysis.numeric(feature.getKey()).missing())
                        .isEqualTo(feature.getValue().at("/current/missing").asInt());
            });
            assertThat(reference.text("Cabin").missing()).isEqualTo(687);
            assertThat(reference.text("Embarked").missing()).isEqualTo(2);
            assertThat(reference.text("Name").get(0)).contains("Braund, Mr. Owen Harris");
        }
    }
}
