package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Results are read in a terminal, where they may be indented by two: no line of one is longer than 98 columns. */
class ResultLinesTest {

    /** Numbers that take many columns, and everyday ones. */
    @Provide
    Arbitrary<Double> numbers() {
        return Combinators.combine(
                        Arbitraries.doubles().between(1, 9.99),
                        Arbitraries.integers().between(-300, 300))
                .as((digits, exponent) -> digits * Math.pow(10, exponent));
    }

    @Provide
    Arbitrary<Double> shares() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 1), numbers().filter(x -> x <= 1), Arbitraries.of(1.0));
    }

    @Provide
    Arbitrary<Long> sizes() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(1, 1_000_000_000),
                Arbitraries.longs().between(1, 1L << 30));
    }

    @Property(tries = 300, seed = "1")
    void ofATest(
            @ForAll("shares") double statistic,
            @ForAll("shares") double p,
            @ForAll("numbers") double number,
            @ForAll PValueMethod method,
            @ForAll Alternative alternative,
            @ForAll("sizes") long n,
            @ForAll("sizes") long m) {
        fits(new KolmogorovSmirnovResult(statistic, p, method, alternative, -number, -1, n, m));
        fits(new KolmogorovSmirnovResult(statistic, p, method, alternative, number, 1, n, 0));
        fits(new MannWhitneyResult(statistic * n * m, p, method, alternative, n, m));
        fits(new TwoProportionsResult(
                number, p, method, alternative, statistic, p, new Interval(-statistic, p, 0.9999)));
        fits(new ChiSquareResult(
                ChiSquareStatistic.PEARSON, number, p, (int) m, Math.min(number, 4.999), List.of(1, 2, 3)));
    }

    @Property(tries = 300, seed = "1")
    void ofADistance(
            @ForAll("numbers") double distance,
            @ForAll("numbers") double deviation,
            @ForAll("numbers") double quartiles,
            @ForAll("sizes") long n,
            @ForAll("sizes") long m) {
        fits(new WassersteinResult(distance, deviation, quartiles, n, m));
        fits(new PsiResult(distance, 1e-4, List.of(new PsiBin(-deviation, quartiles, n, m, distance))));
        fits(new PsiResult(
                distance,
                1e-300,
                List.of(new PsiBin(-deviation, -quartiles, n, 0, distance), new PsiBin(0, 1, 0, m, distance))));
    }

    @Test
    void ofBinsWithAllTheirDigits() {
        double[] edges = IntStream.range(0, 30)
                .mapToDouble(i -> -Math.PI * Math.pow(10, 20 - i))
                .toArray();

        fits(Bins.ofEdges(edges));
        assertThat(Bins.ofEdges(edges).toString().replaceAll("\\s+", " ")).isEqualTo("Bins" + Arrays.toString(edges));
    }

    private static void fits(Object result) {
        assertThat(result.toString().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(98));
    }
}
