package org.mlopssdk;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.journal.Author;
import org.mlopssdk.journal.BlobJournal;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.run.RunOptions;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.DirectoryBlobStore;
import org.mlopssdk.store.RecoverableBlobStore;

/**
 * Opens a store from explicit parts. One place is named: a directory, a URI or a blob store; everything else has a default.
 *
 * @since 0.1.0
 */
public final class MlOpsBuilder {

    private @Nullable Supplier<BlobStore> store;
    private @Nullable Journal journal;
    private String author = System.getProperty("user.name", "unknown");
    private Clock clock = Clock.systemUTC();
    private RandomGenerator random = new SecureRandom();
    private Duration polling = BlobJournal.DEFAULT_POLLING;
    private RunOptions runs = RunOptions.ofDefaults();

    MlOpsBuilder() {}

    /**
     * Keeps everything in a directory.
     *
     * @param directory the root of the store
     * @return this
     */
    public MlOpsBuilder directory(Path directory) {
        store = () -> DirectoryBlobStore.open(directory);
        return this;
    }

    /**
     * Keeps everything at an address.
     *
     * @param uri the store's address, see {@link MlOps#open(URI)}
     * @return this
     */
    public MlOpsBuilder uri(URI uri) {
        store = () -> Locations.open(uri);
        return this;
    }

    /**
     * Keeps content in a store of one's own, which is closed with the whole.
     *
     * @param blobs the store
     * @return this
     */
    public MlOpsBuilder store(BlobStore blobs) {
        store = () -> blobs;
        return this;
    }

    /**
     * Keeps the journal apart from the content, for example in a database; it is closed with the whole.
     *
     * @param entries the journal; by default one on the store
     * @return this
     */
    public MlOpsBuilder journal(Journal entries) {
        journal = entries;
        return this;
    }

    /**
     * Says who signs what is written.
     *
     * @param name the name, such as {@code alice} or {@code ci}; by default that of the operating system's user
     * @return this
     */
    public MlOpsBuilder author(String name) {
        author = FreeText.require("an author's name", name);
        return this;
    }

    /**
     * Tells the time of what is written.
     *
     * @param time the clock; by default the system's
     * @return this
     */
    public MlOpsBuilder clock(Clock time) {
        clock = time;
        return this;
    }

    /**
     * Gives ids and salts.
     *
     * @param source the source, safe for use by many threads; by default a secure one
     * @return this
     */
    public MlOpsBuilder random(RandomGenerator source) {
        random = source;
        return this;
    }

    /**
     * How often to look for what other processes wrote, while something waits for it.
     *
     * @param interval positive; by default 10 seconds
     * @return this
     */
    public MlOpsBuilder polling(Duration interval) {
        polling = interval;
        return this;
    }

    /**
     * How runs log unless told otherwise.
     *
     * @param options the options
     * @return this
     */
    public MlOpsBuilder runs(RunOptions options) {
        runs = options;
        return this;
    }

    /**
     * Opens the store.
     *
     * @return the open store, which the caller closes
     * @throws IllegalStateException if no place was named
     * @throws org.mlopssdk.error.MlOpsException if the store cannot be opened
     */
    public MlOps open() {
        if (store == null) {
            throw new IllegalStateException("no place was named; add directory(...), uri(...) or store(...)");
        }
        BlobStore blobs = store.get();
        Journal entries = journal == null ? journalOn(blobs) : journal;
        RecoverableBlobStore contents = new RecoverableBlobStore(blobs);
        Ledgers ledgers = new Ledgers(entries, contents, new Author(author, clock, random));
        return new MlOps(contents, entries, ledgers, runs);
    }

    private Journal journalOn(BlobStore blobs) {
        try {
            return new BlobJournal(blobs, polling, random);
        } catch (IllegalArgumentException e) {
            blobs.close();
            throw e;
        }
    }
}
