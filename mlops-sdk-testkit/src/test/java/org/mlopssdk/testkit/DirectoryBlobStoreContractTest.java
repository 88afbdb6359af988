package org.mlopssdk.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.DirectoryBlobStore;

class DirectoryBlobStoreContractTest extends PersistentBlobStoreContract {

    @TempDir
    Path directory;

    @Override
    protected BlobStore open() {
        return DirectoryBlobStore.open(directory.resolve("store"));
    }

    @Override
    protected BlobStore reopen() {
        return open();
    }
}
