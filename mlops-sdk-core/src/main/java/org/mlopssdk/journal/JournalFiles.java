package org.mlopssdk.journal;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;

/**
 * What a journal on blobs keeps in its store, looked at key by key: for whoever verifies a whole store. A journal in a database
 * has no such keys. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class JournalFiles {

    /** What the keys of entries begin with. */
    public static final String ENTRIES = EntryFiles.PREFIX;

    /** What the keys of segments begin with. */
    public static final String SEGMENTS = EntrySegments.PREFIX;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{20}");
    private static final int PARTS = 4;

    private final EntrySegments segments;
    private final SortedMap<StreamName, Long> last = new TreeMap<>();

    /**
     * The files of a journal.
     *
     * @param store keeps them
     */
    public JournalFiles(BlobStore store) {
        this.segments = new EntrySegments(store, new EntryFiles(store));
    }

    private record Place(StreamName stream, long number) {}

    /**
     * Takes note of a key below {@link #ENTRIES}.
     *
     * @param key the key
     * @return what is wrong with it; empty if it is that of an entry
     */
    public Optional<String> entry(BlobKey key) {
        Optional<Place> place = place(key);
        place.ifPresent(found -> last.merge(found.stream, found.number, Math::max));
        return place.isPresent()
                ? Optional.empty()
                : Optional.of("is no entry of a journal; find out who put it there");
    }

    /**
     * The streams that the entries belong to which were taken note of.
     *
     * @return the highest number of each
     */
    public SortedMap<StreamName, Long> lastNumbers() {
        return Collections.unmodifiableSortedMap(last);
    }

    /**
     * Compares a segment with its entries.
     *
     * @param key a key below {@link #SEGMENTS}
     * @return what is wrong with it; empty if nothing is
     */
    public Optional<String> segment(BlobKey key) {
        Optional<Place> place = place(key).filter(found -> EntrySegments.ends(found.number));
        if (place.isEmpty()) {
            return Optional.of("is no segment of a journal; find out who put it there");
        }
        return place.flatMap(found -> segments.problem(found.stream, found.number));
    }

    private static Optional<Place> place(BlobKey key) {
        String[] parts = key.path().split("/", -1);
        if (parts.length != PARTS || !NUMBER.matcher(parts[PARTS - 1]).matches()) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(parts[PARTS - 1]);
            return number < 1 ? Optional.empty() : Optional.of(new Place(new StreamName(parts[1], parts[2]), number));
        } catch (NumberFormatException e) {
            return Optional.empty(); // more than any stream can have
        }
    }
}
