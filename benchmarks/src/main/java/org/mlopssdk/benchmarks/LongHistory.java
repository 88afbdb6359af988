package org.mlopssdk.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import org.mlopssdk.MlOps;
import org.mlopssdk.journal.Author;
import org.mlopssdk.journal.BlobJournal;
import org.mlopssdk.journal.Draft;
import org.mlopssdk.journal.Ledger;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.Registry;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.MemoryBlobStore;

/**
 * A store with a model of many versions, made quickly: in memory, and then written out without syncing any of it. All but the first
 * version are of manifests that are nowhere.
 */
final class LongHistory {

    static final String MODEL = "failure";
    static final String ALIAS = "champion";

    private static final int PAGE = 1000;

    private LongHistory() {}

    /** What an entry says of a version, as the registry writes it. */
    record Registered(long version, Digest manifest, Digest content) {}

    static void write(Path directory, int versions) throws IOException {
        try (MemoryBlobStore store = new MemoryBlobStore();
                MlOps mlops = MlOps.builder().store(store).open()) {
            Artifact model = mlops.model(MODEL);
            model.newVersion().add("model.txt", new byte[1]).register();
            registerMore(store, versions);
            ArtifactVersion last = model.version(versions);
            model.promote(last).to(ALIAS).overriding("benchmark").commit();
            MlOps.open(directory).close();
            copy(store, directory);
        }
    }

    private static void registerMore(BlobStore store, int versions) {
        SplittableRandom random = new SplittableRandom(1);
        Author author = new Author("benchmark", Clock.systemUTC(), random);
        try (BlobJournal journal = new BlobJournal(store, BlobJournal.DEFAULT_POLLING, random)) {
            Ledger<?> ledger =
                    new Ledgers(journal, store, author).open(new StreamName(Registry.MODEL, MODEL), entry -> true);
            for (long number = 2; number <= versions; number++) {
                Digest digest = Digest.of(("version " + number).getBytes(StandardCharsets.UTF_8));
                Draft draft = Draft.of("registered", new Registered(number, digest, digest));
                ledger.append(author.newId(), state -> draft);
            }
        }
    }

    private static void copy(BlobStore store, Path directory) throws IOException {
        List<BlobKey> page = store.list("", "", PAGE);
        while (!page.isEmpty()) {
            for (BlobKey key : page) {
                Path file = directory.resolve(key.path());
                Files.createDirectories(file.getParent());
                try (InputStream in = store.open(key, ByteRange.ALL).orElseThrow()) {
                    Files.copy(in, file);
                }
            }
            page = store.list("", page.get(page.size() - 1).path(), PAGE);
        }
    }
}
