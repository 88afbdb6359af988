package org.mlopssdk.monitoring.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static Table numbered(int rows) {
        return Table.builder()
                .column("row", IntStream.range(0, rows).asDoubleStream().toArray())
                .build();
    }

    @Test
    void theSameSeedGivesTheSamePartsOnEveryJdk() {
        Split.Parts parts = numbered(20).split(Split.of(0.70, 0.15, 0.15).seed(42));

        // Written out by src/test/oracles/split_cases.py, a second implementation of the documented shuffle.
        assertThat(parts.validation().numeric("row").values()).containsExactly(0, 13, 17);
        assertThat(parts.test().numeric("row").values()).containsExactly(3, 5, 14);
        assertThat(parts).hasToString("Parts[train: 14 rows, validation: 3 rows, test: 3 rows]");
    }

    @Test
    void anotherSeedGivesOtherParts() {
        Split split = Split.of(0.5, 0.25, 0.25);

        assertThat(numbered(100).split(split.seed(1)).train())
                .isNotEqualTo(numbered(100).split(split.seed(2)).train());
    }

    @Test
    void smallTablesMayLeaveAPartEmpty() {
        Split.Parts parts = numbered(1).split(Split.of(0.70, 0.15, 0.15));

        assertThat(parts.train().rows()).isEqualTo(1);
        assertThat(parts.validation().rows()).isZero();
        assertThat(parts.test().rows()).isZero();
    }

    @Test
    void refusesSharesThatDoNotAddUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.of(0.7, 0.2, 0.2))
                .withMessageContaining("add up to 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Split.of(1.2, -0.1, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Split.of(Double.NaN, 0.5, 0.5));
    }
}
