package org.mlopssdk.monitoring.multivariate;

/**
 * Sines and cosines of many angles at once, in less than half of the time that {@link Math} takes for both, and the same bits on every JDK.
 *
 * <p>An angle is brought to within a quarter of pi of a multiple of half of pi, after Cody and Waite, by a half of pi in three parts of which multiples up to 2^20 are exact;
 * there the polynomials of fdlibm (Sun 1993) give both, and a turn by quarters brings them back. They err by less than 1e-15. An angle beyond that reach, which
 * no standardised row of ordinary data has, is left to {@link StrictMath}.
 */
final class SineCosine {
    private static final double FARTHEST = 1 << 20;
    private static final double QUARTERS = 2 / Math.PI;

    /** Half of pi: 33 bits, 33 more, and the rest. */
    private static final double HALF_PI_1 = 0x1.921fb544p0;

    private static final double HALF_PI_2 = 0x1.0b4611a6p-34;
    private static final double HALF_PI_3 = 0x1.3198a2e037073p-69;

    /** Added and taken off again, it rounds to an integer, in whose lowest two bits the quarter stands. */
    private static final double ROUNDER = 0x1.8p52;

    private static final double[] COSINES = {1, 0, -1, 0};
    private static final double[] SINES = {0, 1, 0, -1};

    private SineCosine() {}

    /** Adds the cosine and the sine of each angle, times the scale, to two neighbours of a sum. */
    static void addTo(double[] sum, double[] angles, double scale) {
        for (int i = 0; i < angles.length; i++) {
            double angle = angles[i];
            double shifted = angle * QUARTERS + ROUNDER;
            double turns = shifted - ROUNDER;
            int quarter = (int) Double.doubleToRawLongBits(shifted) & 3;
            double rest = angle - turns * HALF_PI_1 - turns * HALF_PI_2 - turns * HALF_PI_3;
            double square = rest * rest;
            double sine = rest + rest * square * sine(square);
            double cosine = 1 - 0.5 * square + square * square * cosine(square);
            boolean near = Math.abs(angle) <= FARTHEST;
            double turnedCosine = near ? COSINES[quarter] * cosine - SINES[quarter] * sine : StrictMath.cos(angle);
            double turnedSine = near ? SINES[quarter] * cosine + COSINES[quarter] * sine : StrictMath.sin(angle);
            sum[2 * i] += scale * turnedCosine;
            sum[2 * i + 1] += scale * turnedSine;
        }
    }

    /** (sin x - x) / x³ of the square of x. */
    private static double sine(double z) {
        double sum = 1.58969099521155E-10;
        sum = sum * z - 2.5050760253406863E-8;
        sum = sum * z + 2.7557313707070068E-6;
        sum = sum * z - 1.984126982985795E-4;
        sum = sum * z + 0.00833333333332249;
        return sum * z - 0.16666666666666632;
    }

    /** (cos x - 1 + x²/2) / x⁴ of the square of x. */
    private static double cosine(double z) {
        double sum = -1.1359647557788195E-11;
        sum = sum * z + 2.087572321298175E-9;
        sum = sum * z - 2.7557314351390663E-7;
        sum = sum * z + 2.480158728947673E-5;
        sum = sum * z - 0.001388888888887411;
        return sum * z + 0.0416666666666666;
    }
}
