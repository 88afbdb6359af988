package org.mlopssdk.monitoring.profile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A profile as it is kept. The second format adds traits of numeric features and unlisted categories of text features, both absent from the first. A
 * profile that was read stays of its format, so that its fingerprint stays what it was.
 */
record ProfileDocument(int format, long rows, List<Entry> features) {
    static final int VERSION = 2;
    private static final int MAX_FEATURES = 10_000;

    /** One of the two. */
    record Entry(
            @Nullable NumericDocument numeric, @Nullable TextReference text) {

        Entry {
            if ((numeric == null) == (text == null)) {
                throw new IllegalArgumentException("a feature is either numeric or text");
            }
        }

        static Entry of(FeatureReference feature) {
            return feature instanceof NumericReference numeric
                    ? new Entry(NumericDocument.of(numeric), null)
                    : new Entry(null, (TextReference) feature);
        }

        FeatureReference feature() {
            if (numeric != null) {
                return numeric.feature();
            }
            if (text != null) {
                return text;
            }
            throw new IllegalStateException("the constructor refuses this");
        }
    }

    ProfileDocument {
        features = List.copyOf(features);
        if (features.isEmpty() || features.size() > MAX_FEATURES) {
            throw new IllegalArgumentException(
                    "a profile has 1 to " + MAX_FEATURES + " features, got " + features.size());
        }
        if (rows < 1 || rows > FeatureReference.MAX_ROWS) {
            throw new IllegalArgumentException("a profile is of 1 to 10^15 rows, got " + rows);
        }
        Set<String> names = new HashSet<>();
        for (Entry entry : features) {
            FeatureReference feature = entry.feature();
            if (!names.add(feature.name())) {
                throw new IllegalArgumentException("feature '" + feature.name() + "' is there twice");
            }
            if (feature.values() + feature.missing() != rows) {
                throw new IllegalArgumentException("feature '" + feature.name() + "' has " + feature.values()
                        + " values and " + feature.missing() + " missing ones, which are not the " + rows
                        + " rows of the profile");
            }
        }
    }

    static ProfileDocument of(int format, long rows, List<FeatureReference> features) {
        return new ProfileDocument(
                format, rows, features.stream().map(Entry::of).toList());
    }
}
