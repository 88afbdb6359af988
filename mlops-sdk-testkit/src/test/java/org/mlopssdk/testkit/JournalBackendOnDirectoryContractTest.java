package org.mlopssdk.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.DirectoryBlobStore;

class JournalBackendOnDirectoryContractTest extends RegistryBackendContract {

    @TempDir
    Path directory;

    private BlobStore contents;

    @Override
    protected RegistryBackend open() {
        contents = DirectoryBlobStore.open(directory.resolve("store"));
        return JournalBackends.on(contents);
    }

    @Override
    protected RegistryBackend reopen() {
        return JournalBackends.on(DirectoryBlobStore.open(directory.resolve("store")));
    }

    @Override
    protected BlobStore contents() {
        return contents;
    }
}
