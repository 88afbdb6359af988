package org.mlopssdk.gate;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a condition demands of the data behind a value: the confidence with which it has to hold, and rows. */
final class Demands {

    private Demands() {}

    static void require(@Nullable Double confidence, @Nullable Long minimumRows) {
        if (confidence != null && !(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "a confidence lies strictly between 0.5 and 1, by custom 0.95; got " + confidence);
        }
        if (minimumRows != null && minimumRows < 1) {
            throw new IllegalArgumentException("a minimum of rows is positive, for example 500; got " + minimumRows);
        }
    }

    /** As it stands behind a condition; nothing where nothing is demanded. */
    static String describe(Condition condition) {
        return confidence(condition)
                + (condition.minimumRows() == null ? "" : " on >= " + Numbers.count(condition.minimumRows()) + " rows");
    }

    static String confidence(Condition condition) {
        return condition.confidence() == null ? "" : " with confidence " + Numbers.text(condition.confidence());
    }

    /**
     * The confidence that a two-sided interval needs, so that each of its ends by itself has the one-sided confidence. In decimals, as people write
     * them: in binary 2 * 0.95 - 1 is not 0.9.
     */
    static double twoSided(double oneSided) {
        return BigDecimal.valueOf(oneSided)
                .multiply(BigDecimal.valueOf(2))
                .subtract(BigDecimal.ONE)
                .doubleValue();
    }
}
