package org.mlopssdk.monitoring.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SplitPropertiesTest {

    @Property(tries = 300, seed = "1")
    void eachRowIsInExactlyOnePartInItsOrder(
            @ForAll @IntRange(min = 0, max = 500) int rows,
            @ForAll @IntRange(min = 0, max = 100) int train,
            @ForAll @IntRange(min = 0, max = 100) int validation,
            @ForAll long seed) {
        int validationOfRest = Math.min(validation, 100 - train);
        Split split =
                new Split(train / 100.0, validationOfRest / 100.0, (100 - train - validationOfRest) / 100.0, seed);
        Table table = Table.builder()
                .column("row", IntStream.range(0, rows).asDoubleStream().toArray())
                .build();

        Split.Parts parts = table.split(split);

        assertThat(Stream.of(parts.train(), parts.validation(), parts.test())
                        .flatMapToDouble(
                                part -> DoubleStream.of(part.numeric("row").values()))
                        .sorted()
                        .toArray())
                .containsExactly(IntStream.range(0, rows).asDoubleStream().toArray());
        assertThat((double) parts.train().rows()).isCloseTo(rows * split.train(), within(1.0));
        assertThat((double) parts.validation().rows()).isCloseTo(rows * split.validation(), within(1.0));
        assertThat((double) parts.test().rows()).isCloseTo(rows * split.test(), within(1.0));
        assertThat(parts.train().numeric("row").values()).isSorted();
        assertThat(table.split(split)).isEqualTo(parts);
    }
}
