package org.mlopssdk.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.mlopssdk.error.InvalidDataException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.FileStamp;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/**
 * Files being stored. Those that are known to be there are passed over; small ones of the others are bundled in the order of their paths, large ones have a blob each;
 * a few threads work on them. What the caller writes itself is written on the caller's thread.
 */
final class Storing {

    /** Up to so many bytes are hashed twice, to know the digest before they are stored: less than a durable file takes. */
    private static final int READ_AHEAD = 1 << 20;

    private final BlobStore store;
    private final KnownFiles known;
    private final Crew crew;
    private final List<Source> sources;
    private final Map<String, ArtifactFile> stored = new ConcurrentSkipListMap<>();
    private final Map<Digest, Boolean> confirmed = new HashMap<>();
    private final List<Crew.Task> own = new ArrayList<>();
    private final List<Crew.Task> shared = new ArrayList<>();
    private final List<Item> bundled = new ArrayList<>();
    private int bundledBytes;

    Storing(BlobStore store, KnownFiles known, ProgressListener listener, List<Source> sources) {
        this.store = store;
        this.known = known;
        this.crew = new Crew(listener, sources.size());
        this.sources =
                sources.stream().sorted(Comparator.comparing(Source::path)).toList();
    }

    /** Something to be stored under a path. */
    record Source(String path, Content content) {

        Optional<FileStamp> stamp() {
            return content.file().map(file -> {
                try {
                    return FileStamp.of(file);
                } catch (IOException e) {
                    throw new StorageException(file.toAbsolutePath().toString(), "cannot be read: " + e, e);
                }
            });
        }
    }

    /** A source that has to be read; its stamp is older than that. */
    private record Item(Source source, Optional<FileStamp> stamp, Instant before) {

        OptionalLong size() {
            return stamp.isPresent() ? OptionalLong.of(stamp.get().size()) : source.content.size();
        }
    }

    /** A bundle whose files have been read. */
    private record Read(List<Item> items, List<Bundle.Member> members, Bundle bundle) {}

    List<ArtifactFile> run() {
        sources.forEach(this::plan);
        planBundle();
        work(own, shared);
        return List.copyOf(stored.values());
    }

    /**
     * Stores the files and a manifest of them. What is left for the last bundle is read, and stored together with the manifest.
     */
    StoredManifest run(Function<List<ArtifactFile>, Manifest> describe) {
        sources.forEach(this::plan);
        if (bundledBytes > READ_AHEAD) {
            planBundle();
        }
        work(own, shared);
        List<Content> last = new ArrayList<>();
        if (!bundled.isEmpty()) {
            Read read = read(bundled, bundledBytes);
            finish(read, read.bundle.digest());
            last.add(read.bundle.content());
        }
        Manifest manifest = describe.apply(List.copyOf(stored.values()));
        last.add(Content.of(manifest.toJson()));
        List<Digest> digests = store.putAll(last);
        return new StoredManifest(manifest, digests.get(digests.size() - 1));
    }

    private void work(List<Crew.Task> onThisThread, List<Crew.Task> onAny) {
        try {
            crew.work(onThisThread, onAny);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StorageException("files", "cannot be stored: " + e, e);
        }
    }

    private void plan(Source source) {
        Item item = new Item(source, source.stamp(), known.now());
        Optional<ArtifactFile> there = item.stamp
                .flatMap(stamp -> known.find(source.content.file().orElseThrow(), stamp))
                .filter(file -> confirmed.computeIfAbsent(file.blob(), store::confirm));
        if (there.isPresent()) {
            ArtifactFile file = there.get();
            own.add(() -> tell(new ArtifactFile(source.path, file.digest(), file.size(), file.place())));
        } else if (item.size().isEmpty()) {
            own.add(() -> storeAlone(item));
        } else if (item.size().getAsLong() > Bundle.SMALL) {
            shared.add(() -> storeAlone(item));
        } else {
            planBundled(item, (int) item.size().getAsLong());
        }
    }

    private void planBundled(Item item, int size) {
        if (bundledBytes + size > Bundle.CAPACITY) {
            planBundle();
        }
        bundled.add(item);
        bundledBytes += size;
    }

    private void planBundle() {
        List<Item> items = List.copyOf(bundled);
        int bytes = bundledBytes;
        bundled.clear();
        bundledBytes = 0;
        if (items.size() == 1) {
            shared.add(() -> storeAlone(items.get(0)));
        } else if (!items.isEmpty()) {
            shared.add(() -> storeBundle(items, bytes));
        }
    }

    private void storeAlone(Item item) {
        Source source = item.source;
        Watched watched = new Watched(source, crew, item.size().orElse(-1));
        Digest digest = put(source.path, watched);
        long size = item.size().orElse(watched.bytes);
        if (item.stamp.isEmpty() && size != watched.bytes) {
            throw Bundle.changed(source.path);
        }
        finish(item, new ArtifactFile(source.path, digest, size));
    }

    private void storeBundle(List<Item> items, int bytes) {
        Read read = read(items, bytes);
        finish(read, put(read));
    }

    private static Read read(List<Item> items, int bytes) {
        Bundle bundle = new Bundle(bytes);
        List<Bundle.Member> members = new ArrayList<>();
        for (Item item : items) {
            Source source = item.source;
            try {
                members.add(bundle.add(
                        source.path, source.content, (int) item.size().orElseThrow()));
            } catch (IOException e) {
                throw new StorageException("file " + source.path, "cannot be stored: " + e, e);
            }
        }
        return new Read(items, members, bundle);
    }

    private Digest put(Read read) {
        return put(read.items.get(0).source.path, read.bundle.content());
    }

    private void finish(Read read, Digest digest) {
        for (int i = 0; i < read.items.size(); i++) {
            Item item = read.items.get(i);
            finish(item, read.members.get(i).file(item.source.path, digest));
        }
    }

    private Digest put(String path, Content content) {
        try {
            return store.put(content);
        } catch (StorageException e) {
            throw new StorageException("file " + path, "cannot be stored: " + e.getMessage(), e);
        }
    }

    private void finish(Item item, ArtifactFile file) {
        Optional<Path> path = item.source.content.file();
        if (!item.source.stamp().equals(item.stamp)) {
            throw new InvalidDataException(
                    String.valueOf(path.orElse(null)),
                    "changed while it was read; register again when nobody writes it");
        }
        path.ifPresent(read -> known.remember(read, item.stamp.orElseThrow(), item.before, file));
        tell(file);
    }

    private void tell(ArtifactFile file) {
        stored.put(file.path(), file);
        crew.tellDone("store " + file.path());
    }

    /** Content that tells how much of it is written, and counts where its length is not known before. */
    private static final class Watched implements Content {

        private final Source source;
        private final Crew crew;
        private final long size;
        private long bytes;

        Watched(Source source, Crew crew, long size) {
            this.source = source;
            this.crew = crew;
            this.size = size;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            CountedOutput counted = new CountedOutput(out, crew, "read " + source.path, size);
            source.content.writeTo(counted);
            bytes = counted.bytes();
        }

        @Override
        public void onSent(long sent, long length) {
            crew.tell(new Progress("send " + source.path, sent, length));
        }

        @Override
        public Optional<Path> file() {
            return source.content.file();
        }

        @Override
        public OptionalLong size() {
            return source.content.size();
        }
    }
}
