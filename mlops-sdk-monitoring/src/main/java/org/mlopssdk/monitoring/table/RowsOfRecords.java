package org.mlopssdk.monitoring.table;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns records into a table, by the public accessors of their components. */
final class RowsOfRecords {

    private RowsOfRecords() {}

    static <R extends Record> Table table(Class<R> type, List<R> records) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null || components.length == 0) {
            throw new IllegalArgumentException(
                    type.getName() + " has no components to make columns of; pass the type of the records itself.");
        }
        List<Column> columns = new ArrayList<>();
        for (RecordComponent component : components) {
            columns.add(column(component, records));
        }
        return Table.of(columns, List.of());
    }

    private static Column column(RecordComponent component, List<? extends Record> records) {
        Class<?> type = component.getType();
        boolean numeric = Number.class.isAssignableFrom(type)
                || (type.isPrimitive() && type != boolean.class && type != char.class);
        boolean text = CharSequence.class.isAssignableFrom(type)
                || type.isEnum()
                || type == boolean.class
                || type == Boolean.class
                || type == char.class
                || type == Character.class;
        if (!numeric && !text) {
            throw new IllegalArgumentException("The component '" + component.getName() + "' of "
                    + component.getDeclaringRecord().getName() + " is of type " + type.getName()
                    + "; a column holds numbers or texts.");
        }
        List<@Nullable Object> values = values(component, records);
        return numeric ? Values.numeric(component.getName(), values) : Values.text(component.getName(), values);
    }

    private static List<@Nullable Object> values(RecordComponent component, List<? extends Record> records) {
        Method accessor = component.getAccessor();
        // Only needed, and only possible, where the record is not public but its package is open.
        accessor.trySetAccessible();
        List<@Nullable Object> values = new ArrayList<>(records.size());
        for (Record row : records) {
            values.add(value(accessor, row));
        }
        return values;
    }

    private static @Nullable Object value(Method accessor, Record row) {
        try {
            return accessor.invoke(row);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    "The accessor " + accessor
                            + " cannot be reached; make the record public and export its package, or open it.",
                    e);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("The accessor " + accessor + " threw " + e.getCause(), e);
        }
    }
}
