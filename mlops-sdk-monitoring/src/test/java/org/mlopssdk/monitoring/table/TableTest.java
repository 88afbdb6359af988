package org.mlopssdk.monitoring.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = Table.builder()
            .column("age", 22.0, 38.0, Double.NaN, Double.POSITIVE_INFINITY)
            .column("sex", "male", "female", null, "")
            .build();

    @Test
    void columnsKeepTheirOrderTypesAndMissingValues() {
        assertThat(TABLE.names()).containsExactly("age", "sex");
        assertThat(TABLE.rows()).isEqualTo(4);
        assertThat(TABLE.rowLabels()).isEmpty();
        NumericColumn age = TABLE.numeric("age");
        assertThat(age.missing()).isEqualTo(1);
        assertThat(age.get(1)).isEqualTo(38);
        assertThat(age.isMissing(2)).isTrue();
        assertThat(age.values()).containsExactly(22, 38, Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(age.present()).containsExactly(22, 38, Double.POSITIVE_INFINITY);
        TextColumn sex = TABLE.text("sex");
        assertThat(sex.missing()).isEqualTo(1);
        assertThat(sex.get(0)).contains("male");
        assertThat(sex.get(2)).isEmpty();
        assertThat(sex.get(3)).contains("");
        assertThat(sex.present()).containsExactly("male", "female", "");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> age.get(4));
    }

    @Test
    void aTableDoesNotChangeWithTheArraysItCameFromOrGaveOut() {
        double[] numbers = {1, 2};
        String[] texts = {"a", "b"};
        Table table = Table.builder().column("x", numbers).column("y", texts).build();

        numbers[0] = 9;
        texts[0] = "z";
        table.numeric("x").values()[1] = 9;

        assertThat(table.numeric("x").values()).containsExactly(1, 2);
        assertThat(table.text("y").get(0)).contains("a");
    }

    @Test
    void selectsDropsAndSlices() {
        assertThat(TABLE.select("sex", "age").names()).containsExactly("sex", "age");
        assertThat(TABLE.without("age").names()).containsExactly("sex");
        assertThat(TABLE.slice(1, 3).numeric("age").values()).containsExactly(38, Double.NaN);
        assertThat(TABLE.slice(1, 3).text("sex").get(0)).contains("female");
        assertThat(TABLE.slice(0, 4)).isEqualTo(TABLE).hasSameHashCodeAs(TABLE);
        assertThat(TABLE.slice(2, 2).rows()).isZero();
        assertThat(Table.of(TABLE.column("sex"))).isEqualTo(TABLE.select("sex"));
    }

    @Test
    void anUnknownColumnListsThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.numeric("Age"))
                .withMessage("There is no column 'Age'; did you mean 'age'? The table has age, sex.");
    }

    @Test
    void theWrongTypeOfColumnSaysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.text("age"))
                .withMessageContaining("'age' is numeric, not text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.numeric("sex"))
                .withMessageContaining("'sex' is text, not numeric");
    }

    @Test
    void refusesWhatIsNoTable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.builder().build())
                .withMessageContaining("at least one column");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Table.builder().column("a", 1).column("b", 1, 2).build())
                .withMessageContainingAll("'a' has 1", "'b' has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Table.builder().column("a", 1).column("a", "x").build())
                .withMessageContaining("'a' is there twice");
        assertThatIllegalArgumentException().isThrownBy(() -> Table.builder().column("", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> TABLE.slice(2, 5)).withMessageContaining("0 to 4");
        assertThatIllegalArgumentException().isThrownBy(() -> TABLE.select("age", "age"));
        assertThatIllegalArgumentException().isThrownBy(() -> TABLE.without("age", "sex"));
    }

    @Test
    void printsALineForEachColumn() {
        assertThat(TABLE.toString().lines())
                .containsExactly(
                        "Table of 4 rows and 2 columns",
                        "  column  type       missing  first values",
                        "  age     numeric          1  22.0, 38.0, -, Infinity",
                        "  sex     text             1  male, female, -, ");
        assertThat(TABLE.numeric("age")).hasToString("age: numeric, 4 values, 1 missing: 22.0, 38.0, -, Infinity");
        assertThat(TABLE.text("sex").toString()).startsWith("sex: text, 4 values, 1 missing");
    }

    @Test
    void aBuilderTellsWhatItHasSoFar() {
        assertThat(Table.builder().column("a", 1, 2).toString().lines())
                .containsExactly("table to be built of 1 column", "  a: numeric, 2 values, 0 missing: 1.0, 2.0");
    }

    @Test
    void printsOnlyTheFirstColumnsOfAWideTable() {
        TableBuilder builder = Table.builder();
        for (int i = 0; i < 60; i++) {
            builder.column("column number " + i + " with a long name", 1, 2, 3, 4, 5, 6);
        }

        assertThat(builder.build().toString())
                .contains("column number 0 with ...", "1.0, 2.0, 3.0, 4.0, 5.0, ...")
                .endsWith("... and 10 more columns");
    }

    @Nested
    class FromRecords {
        enum Port {
            CHERBOURG
        }

        record Passenger(
                int id,
                long ticket,
                @Nullable Double fare,
                @Nullable String cabin,
                boolean survived,
                Port port,
                char deck) {}

        record Odd(List<String> names) {}

        record Failing(int value) {
            @Override
            public int value() {
                throw new IllegalStateException("out of order");
            }
        }

        record Nothing() {}

        @Test
        void componentsBecomeColumns() {
            Table table = Table.ofRecords(
                    Passenger.class,
                    List.of(
                            new Passenger(1, 7L, 7.25, null, false, Port.CHERBOURG, 'A'),
                            new Passenger(2, 8L, null, "C85", true, Port.CHERBOURG, 'B')));

            assertThat(table.names()).containsExactly("id", "ticket", "fare", "cabin", "survived", "port", "deck");
            assertThat(table.numeric("id").values()).containsExactly(1, 2);
            assertThat(table.numeric("fare").values()).containsExactly(7.25, Double.NaN);
            assertThat(table.text("cabin").missing()).isEqualTo(1);
            assertThat(table.text("survived").present()).containsExactly("false", "true");
            assertThat(table.text("port").get(0)).contains("CHERBOURG");
            assertThat(table.text("deck").get(1)).contains("B");
        }

        @Test
        void noRecordsGiveAnEmptyTable() {
            Table table = Table.ofRecords(Passenger.class, List.of());

            assertThat(table.rows()).isZero();
            assertThat(table.columns()).hasSize(7);
        }

        @Test
        void refusesWhatIsNoColumn() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Table.ofRecords(Odd.class, List.of()))
                    .withMessageContainingAll("'names'", "java.util.List");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Table.ofRecords(Nothing.class, List.of()))
                    .withMessageContaining("no components");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Table.ofRecords(Failing.class, List.of(new Failing(1))))
                    .withMessageContaining("out of order");
        }
    }

    @Nested
    class FromMaps {

        @Test
        void keysBecomeColumns() {
            Map<String, @Nullable Object> second = new HashMap<>();
            second.put("sex", null);
            second.put("empty", null);
            Table table = Table.ofMaps(List.of(Map.of("age", 22), Map.of("sex", "male", "age", 1.5f), second));

            assertThat(table.names()).containsExactlyInAnyOrder("age", "sex", "empty");
            assertThat(table.numeric("age").values()).containsExactly(22, 1.5, Double.NaN);
            assertThat(table.text("sex").missing()).isEqualTo(2);
            assertThat(table.numeric("empty").missing()).isEqualTo(3);
        }

        @Test
        void refusesMixedAndOtherTypes() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Table.ofMaps(List.of(Map.of("age", 22), Map.of("age", "old"))))
                    .withMessageContainingAll("'age'", "number in row 0", "text in row 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Table.ofMaps(List.of(Map.of("age", List.of()))))
                    .withMessageContainingAll("'age'", "row 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Table.ofMaps(List.of()))
                    .withMessageContaining("no keys");
        }
    }
}
