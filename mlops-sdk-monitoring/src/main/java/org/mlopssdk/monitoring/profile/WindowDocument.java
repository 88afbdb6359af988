package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.store.Digest;

/**
 * A window as it is kept: the cells that are not zero. Features stand in the order of the profile. The second format tells strays, and unlisted
 * categories from new ones, which the first counted in a single cell.
 */
record WindowDocument(int format, Digest profile, List<Counter> features) {
    static final int VERSION = 2;
    private static final String SUBJECT = "window";

    WindowDocument {
        Objects.requireNonNull(profile, "names no profile");
        features = List.copyOf(features);
    }

    /** The counters of a feature: the numbers of the cells that hold something, and what they hold. */
    @SuppressWarnings(
            "ArrayRecordComponent") // Boxed counts would not do; nobody changes the arrays or compares the records.
    record Counter(
            String feature,
            long missing,
            int[] cells,
            long[] counts,
            @Nullable Strays strays) {

        Counter {
            Objects.requireNonNull(feature, "names no feature");
            requireThere(feature, cells, "cells");
            requireThere(feature, counts, "counts");
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

        private static void requireThere(String feature, @Nullable Object field, String name) {
            if (field == null) {
                throw new IllegalArgumentException("feature '" + feature + "' has no " + name);
            }
        }

        static Counter of(FeatureCounter counter) {
            int[] cells = counter.cells.used();
            long[] counts = IntStream.of(cells).mapToLong(counter.cells::get).toArray();
            return new Counter(counter.feature(), counter.missing, cells, counts, straysOf(counter));
        }

        void addTo(FeatureCounter counter, int format) {
            boolean fits = cells.length == 0 || cells[cells.length - 1] < counter.cells.size();
            if (!fits || !feature.equals(counter.feature())) {
                throw new IllegalArgumentException("feature '" + feature + "' does not fit " + counter.feature()
                        + " of the profile, which has " + counter.cells.size() + " cells");
            }
            counter.missing += missing;
            for (int i = 0; i < cells.length; i++) {
                counter.cells.add(format == 1 ? cellOfFirstFormat(counter, cells[i]) : cells[i], counts[i]);
            }
            addStrays(counter);
        }

        /** Strays are some of the values that cells count, and of the missing ones. */
        private void requireCounted(Strays told, CellCounts counted) {
            boolean beyond = (told.lowest() == null || counted.get(0) > 0)
                    && (told.highest() == null || counted.get(counted.size() - 1) > 0);
            long values = told.negativeInfinities() + told.positiveInfinities() + told.fractional();
            if (!beyond
                    || told.notNumbers() > missing
                    || values > Arrays.stream(counts).sum()) {
                throw new IllegalArgumentException("feature '" + feature + "' has strays that it does not count");
            }
        }

        private static int cellOfFirstFormat(FeatureCounter counter, int cell) {
            boolean isNew = counter instanceof TextCounter text
                    && cell == text.reference().otherCell()
                    && text.reference().other() == 0;
            return isNew ? cell + 1 : cell;
        }

        private void addStrays(FeatureCounter counter) {
            if (strays != null && counter instanceof NumericCounter numeric) {
                requireCounted(strays, numeric.cells);
                numeric.add(strays);
            } else if (strays != null) {
                throw new IllegalArgumentException("feature '" + feature + "' is text and has strays");
            }
        }
    }

    /** What the cells do not tell; null where there is nothing to tell. */
    static @Nullable Strays straysOf(FeatureCounter counter) {
        Strays strays = counter instanceof NumericCounter numeric ? numeric.strays() : Strays.NONE;
        return strays.equals(Strays.NONE) ? null : strays;
    }

    static WindowDocument of(Digest profile, List<FeatureCounter> counters) {
        return new WindowDocument(
                VERSION, profile, counters.stream().map(Counter::of).toList());
    }

    static WindowDocument read(byte[] json) {
        return StoredFormat.read(json, WindowDocument.class, VERSION, SUBJECT);
    }

    /**
     * The window that this is.
     *
     * @throws IllegalArgumentException if it belongs to another profile
     */
    Window windowOf(ReferenceProfile of) {
        requireSame(of.fingerprint(), profile);
        Window window = of.newWindow();
        addTo(window.counters());
        return window;
    }

    static void requireSame(Digest mine, Digest other) {
        if (!mine.equals(other)) {
            throw new IllegalArgumentException("The window belongs to the profile " + other.abbreviated() + ", not to "
                    + mine.abbreviated() + "; windows are compared and added within one profile.");
        }
    }

    private void addTo(List<FeatureCounter> counters) {
        if (features.size() != counters.size()) {
            throw new CorruptedException(
                    SUBJECT, "has " + features.size() + " features, its profile has " + counters.size());
        }
        for (int i = 0; i < counters.size(); i++) {
            try {
                features.get(i).addTo(counters.get(i), format);
            } catch (IllegalArgumentException e) {
                throw new CorruptedException(SUBJECT, "is not of its profile: " + e.getMessage(), e);
            }
        }
    }
}
