package org.mlopssdk.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.journal.Entry;
import org.mlopssdk.journal.Fold;
import org.mlopssdk.store.Digest;

/** A fold that keeps only what the entries of a stream refer to, and by which entry. */
final class References implements Fold {

    private final Map<Digest, String> manifests = new LinkedHashMap<>();
    private final Map<Digest, String> contents = new LinkedHashMap<>();
    private final Map<Digest, String> notes = new LinkedHashMap<>();
    private long entries;

    @Override
    public boolean apply(Entry entry) {
        entries++;
        put(notes, entry.event().attribution().actor(), entry, "the name in ");
        put(notes, entry.event().attribution().reason(), entry, "the reason in ");
        Map<String, Object> body = entry.event().body();
        put(manifests, digest(entry, body.get("manifest")), entry, "the manifest of ");
        put(contents, digest(entry, body.get("report")), entry, "the gate report of ");
        put(contents, digest(entry, body.get("log")), entry, "the log of ");
        return true;
    }

    long entries() {
        return entries;
    }

    Map<Digest, String> manifests() {
        return manifests;
    }

    Map<Digest, String> contents() {
        return contents;
    }

    Map<Digest, String> notes() {
        return notes;
    }

    private static @Nullable Digest digest(Entry entry, @Nullable Object value) {
        try {
            return value instanceof String hex ? new Digest(hex) : null;
        } catch (IllegalArgumentException e) {
            throw new CorruptedException(entry.toString(), "refers to something that is no digest: " + value, e);
        }
    }

    private static void put(Map<Digest, String> references, @Nullable Digest digest, Entry entry, String what) {
        if (digest != null) {
            references.putIfAbsent(digest, what + entry);
        }
    }
}
