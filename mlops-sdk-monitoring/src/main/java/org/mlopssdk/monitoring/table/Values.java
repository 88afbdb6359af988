package org.mlopssdk.monitoring.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column from objects: numbers, or texts, or missing. */
final class Values {

    private Values() {}

    static boolean isNumber(Object value) {
        return value instanceof Number;
    }

    static boolean isText(Object value) {
        return value instanceof CharSequence
                || value instanceof Character
                || value instanceof Boolean
                || value instanceof Enum<?>;
    }

    static Column numeric(String name, List<? extends @Nullable Object> values) {
        double[] numbers = new double[values.size()];
        int row = 0;
        for (Object value : values) {
            numbers[row++] = value instanceof Number number ? number.doubleValue() : Double.NaN;
        }
        return new NumericColumn(name, numbers);
    }

    static Column text(String name, List<? extends @Nullable Object> values) {
        @Nullable String[] texts = new String[values.size()];
        int row = 0;
        for (Object value : values) {
            texts[row++] = value == null ? null : text(value);
        }
        return new TextColumn(name, texts);
    }

    private static String text(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }
}
