package org.mlopssdk.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.artifact.Finding;
import org.mlopssdk.artifact.Manifest;
import org.mlopssdk.artifact.Verification;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.journal.Ledger;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.run.SegmentFormat;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/**
 * Reads a whole store to the end: the chain of each stream, the content that entries refer to, and whatever else lies there. What it finds wrong
 * it reports and goes on.
 */
final class StoreVerifier {

    private static final int PAGE = 1000;
    private static final int KEY_PARTS = 4;

    private final Ledgers ledgers;
    private final BlobStore store;
    private final ContentReader contents;
    private final ProgressListener listener;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Digest, String> checkedContent = new LinkedHashMap<>();
    private long checked;

    StoreVerifier(Ledgers ledgers, BlobStore store, ContentReader contents, ProgressListener listener) {
        this.ledgers = ledgers;
        this.store = store;
        this.contents = contents;
        this.listener = ProgressListener.guarded(listener);
    }

    Verification verify() {
        Map<StreamName, Long> entries = entriesByStream();
        TreeSet<StreamName> streams = new TreeSet<>(entries.keySet());
        List<StreamName> listed = catalog();
        streams.addAll(listed);
        entries.keySet().stream()
                .filter(stream -> !stream.equals(StreamName.CATALOG) && !listed.contains(stream))
                .forEach(stream -> findings.add(new Finding(
                        stream.toString(), "is missing in the catalog, so that nobody finds it by listing")));
        long done = 0;
        for (StreamName stream : streams) {
            checkStream(stream, entries);
            listener.onProgress(new Progress("verify streams", ++done, streams.size()));
        }
        checkOtherContent();
        checkSegments();
        return new Verification(checked, findings);
    }

    /** What the storage itself holds of each stream; nothing where the journal is not kept there. */
    private Map<StreamName, Long> entriesByStream() {
        Map<StreamName, Long> entries = new LinkedHashMap<>();
        forEachKey("journal/", key -> {
            String[] parts = key.path().split("/", -1);
            if (parts.length == KEY_PARTS) {
                entries.merge(new StreamName(parts[1], parts[2]), 1L, Long::sum);
            } else {
                findings.add(new Finding(key.path(), "is no entry of a journal; find out who put it there"));
            }
        });
        return entries;
    }

    private List<StreamName> catalog() {
        try {
            return ledgers.streams();
        } catch (MlOpsException e) {
            findings.add(new Finding(StreamName.CATALOG.toString(), "cannot be read: " + e.getMessage()));
            return List.of();
        }
    }

    private void checkStream(StreamName stream, Map<StreamName, Long> entries) {
        References references = new References();
        Ledger<References> ledger = ledgers.open(stream, references);
        long length = 0;
        try {
            length = ledger.length();
        } catch (MlOpsException e) {
            findings.add(new Finding(stream.toString(), "has a broken chain: " + e.getMessage()));
            length = -1;
        }
        checked += references.entries();
        long found = entries.getOrDefault(stream, 0L);
        if (length >= 0 && found > length) {
            findings.add(new Finding(
                    stream.toString(), "has " + found + " entries, but one is missing after number " + length));
        }
        checkMeaning(stream, length);
        references.notes().forEach(this::checkNote);
        references.contents().forEach(this::checkContent);
        references.manifests().forEach(this::checkManifest);
    }

    /** Entries that are chained soundly may still say what cannot be. */
    private void checkMeaning(StreamName stream, long length) {
        if (length > 0 && (stream.kind().equals(Registry.MODEL) || stream.kind().equals(Registry.DATASET))) {
            try {
                ledgers.open(stream, new ArtifactFold()).length();
            } catch (MlOpsException e) {
                findings.add(new Finding(stream.toString(), "cannot be read: " + e.getMessage()));
            }
        }
    }

    /** A note may have been erased. */
    private void checkNote(Digest digest, String subject) {
        Optional<InputStream> in = store.open(digest.key(), ByteRange.first(0));
        if (in.isPresent()) {
            close(in.get());
            checkContent(digest, subject);
        }
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a stream that nothing was read from", e);
        }
    }

    private void checkManifest(Digest digest, String subject) {
        if (!checkContent(digest, subject)) {
            return;
        }
        try {
            Manifest manifest = Manifest.fromJson(contents.bytes(digest, Registry.MAX_MANIFEST), subject);
            for (ArtifactFile file : manifest.files()) {
                checkContent(file.digest(), subject + ", file " + file.path());
            }
        } catch (MlOpsException e) {
            findings.add(new Finding(subject, "has a broken manifest: " + e.getMessage()));
        }
    }

    private boolean checkContent(Digest digest, String subject) {
        if (checkedContent.putIfAbsent(digest, subject) != null) {
            return true;
        }
        checked++;
        listener.onProgress(new Progress("verify content", checked, -1));
        return contents.problem(digest)
                .map(problem -> {
                    findings.add(new Finding(subject, problem + " (content sha256:" + digest + ")"));
                    return false;
                })
                .orElse(true);
    }

    /** Content that nothing refers to is garbage, or belongs to a registration at work; it has to be what its key says all the same. */
    private void checkOtherContent() {
        forEachKey("blobs/", key -> {
            String[] parts = key.path().split("/", -1);
            String hex = parts.length == KEY_PARTS ? parts[2] + parts[3] : "";
            if (hex.matches("[0-9a-f]{64}")) {
                checkContent(new Digest(hex), "unreferenced content");
            } else {
                findings.add(new Finding(key.path(), "is no content's key; find out who put it there"));
            }
        });
    }

    private void checkSegments() {
        forEachKey("runs/", key -> {
            checked++;
            try (InputStream in = store.open(key, ByteRange.first(BlobStore.MAX_CREATE + 1L))
                    .orElseGet(InputStream::nullInputStream)) {
                SegmentFormat.open(in.readAllBytes(), "segment " + key);
            } catch (CorruptedException e) {
                findings.add(new Finding("segment " + key, "is torn or changed"));
            } catch (IOException e) {
                findings.add(new Finding("segment " + key, "cannot be read: " + e));
            }
        });
    }

    private void forEachKey(String prefix, Consumer<BlobKey> consumer) {
        String after = "";
        List<BlobKey> page;
        do {
            page = store.list(prefix, after, PAGE);
            page.forEach(consumer);
            after = page.isEmpty() ? after : page.get(page.size() - 1).path();
        } while (page.size() == PAGE);
    }
}
