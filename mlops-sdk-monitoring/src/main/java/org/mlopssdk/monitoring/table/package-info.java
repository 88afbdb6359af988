/**
 * Small tables in memory: named columns of numbers or texts with missing values, read from CSV files, records or maps,
 * and split by seed.
 *
 * <p>A {@link org.mlopssdk.monitoring.table.Table} is the form in which training data, reference data and live samples
 * reach the other packages. It is no data frame: it holds, selects and slices; it does not compute.
 *
 * <p>A missing value is part of the data. It is kept, counted by column, and never turned into something else: {@code
 * NaN} among numbers, absent among texts.
 *
 * <p>All types are immutable and safe for use by several threads.
 */
@NullMarked
package org.mlopssdk.monitoring.table;

import org.jspecify.annotations.NullMarked;
