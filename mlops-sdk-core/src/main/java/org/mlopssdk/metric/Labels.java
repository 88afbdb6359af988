package org.mlopssdk.metric;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Labels as every metric keeps them: bounded, checked, sorted. */
final class Labels {

    static final int MAX_LABELS = 20;

    private Labels() {}

    static SortedMap<String, String> sorted(Map<String, String> labels) {
        if (labels.size() > MAX_LABELS) {
            throw new IllegalArgumentException("a metric has at most " + MAX_LABELS + " labels, got " + labels.size());
        }
        labels.forEach((key, value) -> {
            FreeText.require("a label's key", key);
            FreeText.require("a label's value", value);
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    static String title(String name, Map<String, String> labels) {
        return labels.isEmpty() ? name : name + labels;
    }
}
