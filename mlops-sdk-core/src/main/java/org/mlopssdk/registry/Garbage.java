package org.mlopssdk.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.journal.BlobJournal;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.registry.GarbageReport.Fate;
import org.mlopssdk.registry.GarbageReport.Item;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;
import org.mlopssdk.store.RecoverableBlobStore;
import org.mlopssdk.store.RecoverableBlobStore.Aside;
import org.mlopssdk.store.UnfinishedContent.Unfinished;

/**
 * Content that no entry refers to: what is left of registrations that were never completed. It may be collected at any time, while others
 * write, by several processes at once, and a collection may be stopped at any point; there is neither lock nor clock in it.
 *
 * <p>What nothing refers to is set aside. Then an entry in every stream tells the writers, so that one which was about to refer to it confirms
 * that it is there. Then everything is looked at once more, and what is referred to by now is brought back. What stays aside is dropped by the
 * next collection; until then, whoever was paused still finds it.
 *
 * <p>Object storage cannot move content in one step. There a collection that was stopped halfway, or lost the answer to a deletion, may delete
 * in {@code blobs/} once more, no matter how late; what it set aside is brought back where it is needed, but stays aside for a week.
 *
 * @since 0.1.0
 */
public final class Garbage {

    private final Ledgers ledgers;
    private final RecoverableBlobStore store;
    private final ContentReader contents;

    Garbage(Ledgers ledgers, RecoverableBlobStore store, ContentReader contents) {
        this.ledgers = ledgers;
        this.store = store;
        this.contents = contents;
    }

    /**
     * Says what a collection would do now, and why. Changes nothing.
     *
     * @return each blob, and what would become of it
     * @throws org.mlopssdk.error.MlOpsException as {@link #collect()} would
     */
    public GarbageReport explain() {
        Marks marks = new Marks(ledgers, contents);
        marks.takeIn();
        List<Item> items = new ArrayList<>();
        for (Digest digest : store.digests()) {
            items.add(item(digest, marks, Fate.SET_ASIDE));
        }
        for (Aside aside : store.aside()) {
            items.add(item(aside, marks, store.isSettled(aside, marks.sweeps())));
        }
        store.unfinished().forEach(unfinished -> items.add(item(unfinished)));
        return new GarbageReport(items);
    }

    /**
     * Sets aside what no entry refers to, and drops what earlier collections set aside. Writes segments of entries that are missing, too.
     *
     * @return each blob, and what became of it
     * @throws org.mlopssdk.error.MlOpsException if something cannot be read, so that it is not known what it refers to; nothing is lost then
     * @throws org.mlopssdk.error.UnsupportedFormatException also if a newer library has written entries whose references this one does not
     *     know, or if the store cannot move content
     */
    public GarbageReport collect() {
        return collect(ProgressListener.NONE);
    }

    /**
     * Sets aside what no entry refers to, and drops what earlier collections set aside.
     *
     * @param listener is told how far it has come
     * @return each blob, and what became of it
     * @throws org.mlopssdk.error.MlOpsException as {@link #collect()} does
     */
    public GarbageReport collect(ProgressListener listener) {
        return new Collection(ProgressListener.guarded(listener)).run();
    }

    private Item item(Digest digest, Marks marks, Fate unreferenced) {
        Fate referenced = unreferenced == Fate.SET_ASIDE ? Fate.KEPT : Fate.RESTORED;
        return marks.why(digest)
                .map(why -> new Item(digest, referenced, why, bytes(digest)))
                .orElseGet(() -> new Item(digest, unreferenced, "no entry refers to it", bytes(digest)));
    }

    private Item item(Aside aside, Marks marks, boolean settled) {
        Item item = item(aside.digest(), marks, Fate.DROPPED);
        if (settled || item.fate() == Fate.RESTORED) {
            return item;
        }
        String why = "set aside by collection " + aside.sweep() + ", which has not ended";
        return new Item(item.digest(), Fate.SET_ASIDE, why, item.bytes());
    }

    private static Item item(Unfinished unfinished) {
        String why = "parts of it were sent from " + unfinished.begun() + " on, and nobody goes on with that";
        return new Item(unfinished.digest(), Fate.DROPPED, why, -1);
    }

    private long bytes(Digest digest) {
        Path file = store.areFetched() ? null : store.file(digest).orElse(null);
        try {
            return file == null ? -1 : Files.size(file);
        } catch (IOException e) {
            return -1; // moved meanwhile
        }
    }

    /** In its place, or brought back to it. */
    private void requireThere(Digest digest, String why) {
        if (!store.confirm(digest)) {
            throw new CorruptedException(
                    "content sha256:" + digest,
                    "is " + why + ", but neither in its place nor set aside unharmed; restore it from a backup");
        }
    }

    /** One collection on its way. */
    private final class Collection {

        private final ProgressListener listener;
        private final String sweep = ledgers.author().newId();
        private final Marks marks = new Marks(ledgers, contents);
        private final List<Item> items = new ArrayList<>();
        private boolean deletionIsInDoubt;

        Collection(ProgressListener listener) {
            this.listener = listener;
        }

        GarbageReport run() {
            marks.takeIn();
            Map<Boolean, List<Aside>> earlier = earlier(); // before writers are told: all of this they hear of
            List<Item> unreferenced = setAside();
            marks.sweep(deletionIsInDoubt ? ledgers.author().newId() : sweep);
            marks.takeIn();
            forEach("settle", unreferenced, item -> settle(new Aside(sweep, item.digest()), item, !deletionIsInDoubt));
            earlier.forEach((settled, all) ->
                    forEach("drop", all, aside -> settle(aside, item(aside, marks, settled), settled)));
            forEach("drop unfinished", store.unfinished(), unfinished -> {
                store.drop(unfinished);
                items.add(item(unfinished));
            });
            if (ledgers.journal() instanceof BlobJournal journal) {
                marks.streams().forEach(journal::writeMissingSegments);
            }
            return new GarbageReport(items);
        }

        /** What earlier collections set aside, by whether it may be dropped. */
        private Map<Boolean, List<Aside>> earlier() {
            Set<String> ended = marks.sweeps();
            return store.aside().stream().collect(Collectors.partitioningBy(aside -> store.isSettled(aside, ended)));
        }

        private List<Item> setAside() {
            List<Item> unreferenced = new ArrayList<>();
            forEach("set aside", store.digests(), digest -> {
                Item item = item(digest, marks, Fate.SET_ASIDE);
                if (item.fate() == Fate.KEPT) {
                    items.add(item);
                } else if (setAside(digest)) {
                    unreferenced.add(item);
                }
            });
            return unreferenced;
        }

        /** A collection that may yet delete something is never said to have ended: it tells the streams of another, of which there is nothing else. */
        private boolean setAside(Digest digest) {
            try {
                return store.setAside(new Aside(sweep, digest));
            } catch (OutcomeUnknownException e) {
                deletionIsInDoubt = true;
                return true;
            }
        }

        /** What is referred to by now is back in its place before the copy that was set aside goes. That stays while its place is not safe. */
        private void settle(Aside aside, Item before, boolean settled) {
            String why = marks.why(aside.digest()).orElse(null);
            if (why != null) {
                requireThere(aside.digest(), why);
                items.add(new Item(aside.digest(), Fate.RESTORED, why, before.bytes()));
            } else {
                items.add(before);
            }
            if (settled && (why != null || before.fate() == Fate.DROPPED)) {
                store.drop(aside);
            }
        }

        private <T> void forEach(String what, List<T> all, Consumer<T> consumer) {
            long done = 0;
            for (T each : all) {
                consumer.accept(each);
                listener.onProgress(new Progress(what, ++done, all.size()));
            }
        }
    }

    @Override
    public String toString() {
        return "garbage of " + store.properties() + ": explain() says what would go, collect() removes it";
    }
}
