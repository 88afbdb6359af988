package org.mlopssdk.metric;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules for the free text of names and labels: bounded, printable, sorted. */
final class Labels {

    static final int MAX_TEXT = 250;
    static final int MAX_LABELS = 20;

    private Labels() {}

    static String text(String what, String text) {
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    what + " has 1 to " + MAX_TEXT + " characters, not all blank; got " + text.length());
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new IllegalArgumentException(what + " has a control character at index " + i + "; take it out");
            }
        }
        return text;
    }

    static SortedMap<String, String> sorted(Map<String, String> labels) {
        if (labels.size() > MAX_LABELS) {
            throw new IllegalArgumentException("a metric has at most " + MAX_LABELS + " labels, got " + labels.size());
        }
        labels.forEach((key, value) -> {
            text("a label's key", key);
            text("a label's value", value);
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    static String title(String name, Map<String, String> labels) {
        return labels.isEmpty() ? name : name + labels;
    }
}
