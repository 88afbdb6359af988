package org.mlopssdk.monitoring.profile;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.mlopssdk.store.Digest;

/** A window as it is kept: the cells that are not zero. Features stand in the order of the profile. */
record WindowDocument(int format, Digest profile, List<Counter> features) {
    static final int VERSION = 1;

    WindowDocument {
        Objects.requireNonNull(profile, "names no profile");
        features = List.copyOf(features);
    }

    /** The counters of a feature: the numbers of the cells that hold something, and what they hold. */
    @SuppressWarnings(
            "ArrayRecordComponent") // Boxed counts would not do; nobody changes the arrays or compares the records.
    record Counter(String feature, long missing, int[] cells, long[] counts) {

        Counter {
            Objects.requireNonNull(feature, "names no feature");
            FeatureReference.requireCount(feature, missing);
            FeatureReference.sum(feature, counts);
            if (cells.length != counts.length) {
                throw new IllegalArgumentException("feature '" + feature + "' has " + cells.length + " cells and "
                        + counts.length + " counts; there is one count for each");
            }
            for (int i = 0; i < cells.length; i++) {
                if (counts[i] == 0 || cells[i] < 0 || (i > 0 && cells[i - 1] >= cells[i])) {
                    throw new IllegalArgumentException(
                            "feature '" + feature + "' has cells that do not ascend, or hold nothing, at index " + i);
                }
            }
        }

        static Counter of(FeatureCounter counter) {
            long[] all = counter.cells;
            int[] cells = IntStream.range(0, all.length).filter(i -> all[i] > 0).toArray();
            long[] counts = IntStream.of(cells).mapToLong(i -> all[i]).toArray();
            return new Counter(counter.feature(), counter.missing, cells, counts);
        }

        void addTo(FeatureCounter counter) {
            boolean fits = cells.length == 0 || cells[cells.length - 1] < counter.cells.length;
            if (!fits || !feature.equals(counter.feature())) {
                throw new IllegalArgumentException("feature '" + feature + "' does not fit " + counter.feature()
                        + " of the profile, which has " + counter.cells.length + " cells");
            }
            counter.missing += missing;
            for (int i = 0; i < cells.length; i++) {
                counter.cells[cells[i]] += counts[i];
            }
        }
    }
}
