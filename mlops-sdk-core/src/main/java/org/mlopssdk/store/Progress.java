package org.mlopssdk.store;

import java.util.Locale;

/**
 * How far a long piece of work has come.
 *
 * @param task what is being done, such as {@code store sensors.csv}
 * @param done how much of it is done, in files, entries or bytes as the task says
 * @param total how much there is, or -1 where that is not known
 * @since 0.1.0
 */
public record Progress(String task, long done, long total) {

    private static final double PERCENT = 100.0;

    @Override
    public String toString() {
        return task
                + (total > 0
                        ? String.format(Locale.ROOT, " %d of %d (%.0f %%)", done, total, PERCENT * done / total)
                        : " " + done);
    }
}
