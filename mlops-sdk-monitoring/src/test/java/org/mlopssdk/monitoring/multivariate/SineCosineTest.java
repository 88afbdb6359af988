package org.mlopssdk.monitoring.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SineCosineTest {
    private static final long SEED = Long.getLong("mlops.seed", 1);

    private static void assertSame(double angle) {
        double[] sum = {1, 2};
        SineCosine.addTo(sum, new double[] {angle}, 1);

        assertThat(sum[0] - 1).as("cos %s", angle).isCloseTo(StrictMath.cos(angle), within(1e-15));
        assertThat(sum[1] - 2).as("sin %s", angle).isCloseTo(StrictMath.sin(angle), within(1e-15));
    }

    @Test
    void anglesOfAllQuartersAndSizesAreThoseOfTheMathLibrary() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200_000; i++) {
            assertSame(random.nextDouble(-10, 10));
            assertSame(random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-20, 10)));
        }
    }

    @Test
    void soAreThoseNextToMultiplesOfAQuarterTurnAndTheLastWithinReach() {
        for (int quarters = -1_000; quarters <= 1_000; quarters++) {
            double angle = quarters * (Math.PI / 4);
            assertSame(angle);
            assertSame(Math.nextUp(angle));
            assertSame(Math.nextDown(angle));
        }
        for (double angle : new double[] {0.0, -0.0, Double.MIN_VALUE, 1 << 20, Math.nextUp(1 << 20), 1e9, -1e15}) {
            assertSame(angle);
        }
    }
}
