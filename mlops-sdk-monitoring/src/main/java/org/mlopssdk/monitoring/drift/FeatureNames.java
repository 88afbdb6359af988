package org.mlopssdk.monitoring.drift;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of features that a policy says something about: those of the profile, and no others. */
final class FeatureNames {
    private static final int SHOWN = 3;

    private FeatureNames() {}

    static void requireKnown(Collection<String> names, List<String> known) {
        Set<String> all = Set.copyOf(known);
        for (String name : names) {
            if (!all.contains(name)) {
                throw new IllegalArgumentException("The policy names a feature '" + name
                        + "' that the profile does not have" + advice(name, known));
            }
        }
    }

    /** The advice that ends a message about an unknown name. */
    private static String advice(String unknown, List<String> known) {
        List<String> near = known.stream()
                .filter(name -> distance(unknown, name) <= Math.max(2, unknown.length() / 3))
                .sorted(Comparator.comparingInt(name -> distance(unknown, name)))
                .limit(SHOWN)
                .toList();
        return near.isEmpty()
                ? "; it has "
                        + known.stream().limit(20).collect(Collectors.joining(", "))
                        + (known.size() > 20 ? ", ..." : "") + "."
                : "; did you mean '" + String.join("' or '", near) + "'?";
    }

    /** The least number of characters to insert, delete or replace, whatever their case (Levenshtein 1966). */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
