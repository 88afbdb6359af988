package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The categories of a reference that are not listed: how many there are, and a hash of each, which tells a value that the reference has from a new one.
 * That takes eight bytes a category; where there are more than {@value #MAX_HASHES}, none is kept. A new value passes for a known one with a
 * chance of one in 2^64 for each hash.
 *
 * @param distinct how many categories
 * @param hashes their hashes, in ascending order without repeats; none where they are too many
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes the array or compares the records.
record UnlistedCategories(long distinct, long[] hashes) {
    static final int MAX_HASHES = 100_000;

    UnlistedCategories {
        FeatureReference.requireCount("unlisted", distinct);
        if (hashes.length > Math.min(distinct, MAX_HASHES)) {
            throw new IllegalArgumentException(
                    "there are " + hashes.length + " hashes of " + distinct + " unlisted categories");
        }
        for (int i = 1; i < hashes.length; i++) {
            if (hashes[i - 1] >= hashes[i]) {
                throw new IllegalArgumentException("hashes of unlisted categories do not ascend at index " + i);
            }
        }
    }

    static UnlistedCategories of(long distinct, Stream<String> categories) {
        return new UnlistedCategories(
                distinct,
                distinct > MAX_HASHES
                        ? new long[0]
                        : categories
                                .mapToLong(UnlistedCategories::hash)
                                .sorted()
                                .distinct()
                                .toArray());
    }

    /** Whether the hashes tell known values from new ones. */
    boolean areKnown() {
        return hashes.length > 0;
    }

    boolean contains(String value) {
        return Arrays.binarySearch(hashes, hash(value)) >= 0;
    }

    /** FNV-1a over UTF-16 units, finished as in MurmurHash3, since hashes are kept and String.hashCode has 32 bits only. */
    private static long hash(String value) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
