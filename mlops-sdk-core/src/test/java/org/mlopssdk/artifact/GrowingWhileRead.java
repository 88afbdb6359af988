package org.mlopssdk.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.ForwardingBlobStore;

/** A store during whose reading somebody else writes the file. */
final class GrowingWhileRead extends ForwardingBlobStore {

    private final Path file;

    GrowingWhileRead(BlobStore store, Path file) {
        super(store);
        this.file = file;
    }

    @Override
    public Digest put(Content content) {
        Digest digest = super.put(content);
        try {
            Files.writeString(file, "more", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest;
    }
}
