package org.mlopssdk.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.mlopssdk.store.Digest;

/**
 * What a garbage collection did, or would do, with each blob, and why.
 *
 * @param items one for each blob, sorted by what becomes of it, then by digest
 * @since 0.1.0
 */
public record GarbageReport(List<Item> items) {

    private static final int SHOWN = 20;

    /** Copies and sorts the items. */
    public GarbageReport {
        items = items.stream()
                .sorted(Comparator.comparing(Item::fate)
                        .thenComparing(item -> item.digest().hex()))
                .toList();
    }

    /** What becomes of a blob. */
    public enum Fate {
        /** An entry refers to it. */
        KEPT,
        /** No entry refers to it: out of the way, and there until the next collection. */
        SET_ASIDE,
        /** Set aside before, and referred to by now: back in its place. */
        RESTORED,
        /** Set aside by an earlier collection, and still referred to by no entry: gone. */
        DROPPED
    }

    /**
     * One blob.
     *
     * @param digest the blob
     * @param fate what becomes of it
     * @param why the reason
     * @param bytes how large it is, or -1 where the store does not tell without reading it
     */
    public record Item(Digest digest, Fate fate, String why, long bytes) {

        @Override
        public String toString() {
            return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + digest.abbreviated()
                    + (bytes < 0 ? "" : " (" + bytes + " bytes)") + ": " + why;
        }
    }

    /**
     * The blobs of one fate.
     *
     * @param fate what becomes of them
     * @return the blobs
     */
    public List<Item> items(Fate fate) {
        return items.stream().filter(item -> item.fate == fate).toList();
    }

    /** The counts, and the first of those that are not kept. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Fate fate : Fate.values()) {
            List<Item> of = items(fate);
            long bytes = of.stream().mapToLong(item -> Math.max(0, item.bytes)).sum();
            text.append(text.isEmpty() ? "" : ", ")
                    .append(of.size())
                    .append(' ')
                    .append(fate.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(bytes == 0 ? "" : " (" + bytes + " bytes)");
        }
        List<Item> others =
                items.stream().filter(item -> item.fate != Fate.KEPT).toList();
        others.stream()
                .limit(SHOWN)
                .forEach(
                        item -> text.append(System.lineSeparator()).append("  ").append(item));
        if (others.size() > SHOWN) {
            text.append(System.lineSeparator())
                    .append("  and ")
                    .append(others.size() - SHOWN)
                    .append(" more");
        }
        return text.toString();
    }
}
