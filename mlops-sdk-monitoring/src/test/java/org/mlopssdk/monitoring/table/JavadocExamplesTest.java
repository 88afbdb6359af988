package org.mlopssdk.monitoring.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs the examples of this package's Javadoc, word for word. */
class JavadocExamplesTest {

    @Test
    void table() {
        Table table = Table.builder()
                .column("age", 22.0, 38.0, Double.NaN)
                .column("sex", "male", "female", null)
                .build();
        int missing = table.numeric("age").missing();

        assertThat(missing).isEqualTo(1);
    }

    @Test
    void csv() {
        Table table = Csv.withDefaults().separator(';').readText("height;name\n1.75;Ada\n;Grace\n");

        assertThat(table.numeric("height").missing()).isEqualTo(1);
    }

    @Test
    void split() {
        Table table = Table.builder().column("row", 1, 2, 3, 4).build();
        Split.Parts parts = table.split(Split.of(0.70, 0.15, 0.15).seed(42));

        assertThat(parts.train().rows()).isEqualTo(3);
    }
}
