package org.mlopssdk.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.artifact.Finding;
import org.mlopssdk.artifact.Manifest;
import org.mlopssdk.artifact.Verification;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.journal.Checkpoint;
import org.mlopssdk.journal.JournalFiles;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.LocalFiles;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/**
 * Reads a whole store to the end: the chain of each stream, the content that entries refer to, and whatever else lies there. What it finds wrong
 * it reports and goes on.
 */
final class StoreVerifier {

    private static final int PAGE = 1000;
    private static final String BLOBS = "blobs/";
    private static final String RUNS = "runs/";
    private static final String TRASH = "trash/";
    private static final Set<String> OURS = Set.of(BLOBS, JournalFiles.ENTRIES, RUNS, JournalFiles.SEGMENTS, TRASH);
    private static final String LAST = "~"; // sorts after all that a key may hold

    private final Ledgers ledgers;
    private final BlobStore store;
    private final ContentReader contents;
    private final ProgressListener listener;
    private final JournalFiles journal;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();
    private final Map<Digest, String> checkedContent = new LinkedHashMap<>();
    private long checked;

    StoreVerifier(Ledgers ledgers, BlobStore store, ContentReader contents, ProgressListener listener) {
        this.ledgers = ledgers.entryByEntry();
        this.store = store;
        this.contents = contents;
        this.listener = ProgressListener.guarded(listener);
        this.journal = new JournalFiles(store);
    }

    Verification verify(Checkpoint checkpoint) {
        forEachKey(JournalFiles.ENTRIES, key -> report(key, journal.entry(key)));
        List<StreamName> listed = catalog();
        TreeSet<StreamName> streams = new TreeSet<>(journal.lastNumbers().keySet());
        streams.stream()
                .filter(stream -> !stream.equals(StreamName.CATALOG) && !listed.contains(stream))
                .forEach(stream -> findings.add(new Finding(
                        stream.toString(), "is missing in the catalog, so that nobody finds it by listing")));
        streams.addAll(listed);
        streams.addAll(checkpoint.heads().keySet());
        long done = 0;
        for (StreamName stream : streams) {
            checkStream(stream, checkpoint.heads().get(stream));
            listener.onProgress(new Progress("verify streams", ++done, streams.size()));
        }
        forEachKey(JournalFiles.SEGMENTS, key -> {
            checked++;
            report(key, journal.segment(key));
        });
        forEachKey(BLOBS, this::checkOtherContent);
        forEachKey(TRASH, this::checkAside);
        RunSegments logs = new RunSegments(store);
        forEachKey(RUNS, key -> {
            checked++;
            report(key, logs.problem(key));
        });
        checkStrays();
        return new Verification(checked, findings, remarks);
    }

    private void report(BlobKey key, Optional<String> problem) {
        problem.ifPresent(what -> findings.add(new Finding(key.path(), what)));
    }

    private List<StreamName> catalog() {
        try {
            return ledgers.streams();
        } catch (MlOpsException e) {
            findings.add(new Finding(StreamName.CATALOG.toString(), "cannot be read: " + e.getMessage()));
            return List.of();
        }
    }

    private void checkStream(StreamName stream, Checkpoint.@Nullable Head expected) {
        StreamAudit audit = new StreamAudit(expected);
        long length = -1;
        try {
            length = ledgers.open(stream, audit).length();
            audit.difference().ifPresent(problem -> findings.add(new Finding(stream.toString(), problem)));
        } catch (MlOpsException e) {
            findings.add(new Finding(stream.toString(), "has a broken chain: " + e.getMessage()));
        }
        References references = audit.references();
        checked += references.entries();
        long last = journal.lastNumbers().getOrDefault(stream, 0L);
        if (length >= 0 && last > length) {
            findings.add(new Finding(
                    stream.toString(),
                    "has no entry " + (length + 1) + ", and entries up to " + last + "; restore what is missing"));
        }
        remarks.addAll(audit.reversals());
        checkMeaning(stream, length);
        references.notes().forEach(this::checkIfThere);
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

    /** A note may have been erased, and garbage may have been collected since it was listed. */
    private void checkIfThere(Digest digest, String subject) {
        try (@Nullable InputStream in = store.open(digest.key(), ByteRange.first(0)).orElse(null)) {
            if (in != null) {
                checkContent(digest, subject);
            }
        } catch (MlOpsException | IOException e) {
            findings.add(new Finding(subject, "cannot be read: " + e.getMessage()));
        }
    }

    private void checkManifest(Digest digest, String subject) {
        if (!checkContent(digest, subject)) {
            return;
        }
        try {
            Manifest manifest = Manifest.fromJson(contents.bytes(digest, Registry.MAX_MANIFEST), subject);
            for (ArtifactFile file : manifest.files()) {
                checkContent(file.blob(), subject + ", file " + file.path());
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
    private void checkOtherContent(BlobKey key) {
        Optional<Digest> digest = digest(key, "blobs");
        digest.ifPresent(content -> checkIfThere(content, "unreferenced content"));
        report(
                key,
                digest.isPresent() ? Optional.empty() : Optional.of("is no content's key; find out who put it there"));
    }

    /** What was set aside may be brought back. */
    private void checkAside(BlobKey key) {
        checked++;
        Optional<Digest> digest = digest(key, "trash/[^/]+");
        try (@Nullable InputStream in = store.open(key, ByteRange.ALL).orElse(null)) {
            if (digest.isEmpty()) {
                report(key, Optional.of("is no content's key; find out who put it there"));
            } else if (in != null) {
                DigestOutputStream hashing = new DigestOutputStream(OutputStream.nullOutputStream(), Digest.sha256());
                in.transferTo(hashing);
                boolean isSame =
                        Digest.from(hashing.getMessageDigest().digest()).equals(digest.get());
                report(key, isSame ? Optional.empty() : Optional.of("holds other bytes than its digest says"));
            }
        } catch (IOException e) {
            report(key, Optional.of("cannot be read: " + e));
        }
    }

    /** The content that a key below some place is for. */
    private static Optional<Digest> digest(BlobKey key, String place) {
        String hex = key.path().replaceFirst("^" + place + "/sha256/([0-9a-f]{2})/([0-9a-f]{62})$", "$1$2");
        return hex.equals(key.path()) ? Optional.empty() : Optional.of(new Digest(hex));
    }

    /** What lies beside all that this library keeps. */
    private void checkStrays() {
        String after = "";
        List<BlobKey> next = store.list("", after, 1);
        while (!next.isEmpty()) {
            String path = next.get(0).path();
            String top = path.substring(0, path.indexOf('/') + 1);
            if (!OURS.contains(top)) {
                findings.add(new Finding(path, "is none of this library's; find out who put it there"));
            }
            after = OURS.contains(top) ? top + LAST : path;
            next = store.list("", after, 1);
        }
        if (store instanceof LocalFiles files) {
            files.strays()
                    .forEach(file -> findings.add(new Finding(
                            file.toString(), "is no file of a store; find out who put it there, and remove it")));
        }
    }

    /** A key that cannot be looked at is a finding like others. */
    private void forEachKey(String prefix, Consumer<BlobKey> consumer) {
        String after = "";
        List<BlobKey> page;
        do {
            page = store.list(prefix, after, PAGE);
            for (BlobKey key : page) {
                try {
                    consumer.accept(key);
                } catch (MlOpsException e) {
                    findings.add(new Finding(key.path(), "cannot be verified: " + e.getMessage()));
                }
            }
            after = page.isEmpty() ? after : page.get(page.size() - 1).path();
        } while (page.size() == PAGE);
    }
}
