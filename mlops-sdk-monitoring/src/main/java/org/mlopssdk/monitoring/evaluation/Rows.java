package org.mlopssdk.monitoring.evaluation;

/** Checks on columns of rows. */
final class Rows {

    private Rows() {}

    static void requireEqual(String first, long firstLength, String second, long secondLength) {
        if (firstLength != secondLength) {
            throw new IllegalArgumentException("There is one of '" + first + "' and one of '" + second
                    + "' for each row; got " + firstLength + " and " + secondLength + ".");
        }
    }

    static IllegalArgumentException notANumber(String what, long row) {
        return new IllegalArgumentException("The " + what + " of row " + row
                + " is NaN. A model that gives no answer is a failure to count, not a row to leave out.");
    }

    static double requireFinite(String what, double value, long row) {
        if (Double.isNaN(value)) {
            throw notANumber(what, row);
        }
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("The " + what + " of row " + row + " is " + value + ", not finite.");
        }
        return value;
    }

    static boolean[] labels(double[] numbers) {
        boolean[] labels = new boolean[numbers.length];
        for (int row = 0; row < numbers.length; row++) {
            if (numbers[row] != 0 && numbers[row] != 1) {
                throw new IllegalArgumentException(
                        "A label is 1 or 0; that of row " + row + " is " + numbers[row] + ".");
            }
            labels[row] = numbers[row] == 1;
        }
        return labels;
    }
}
