package org.mlopssdk.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.DirectoryBlobStore;

/** Without a fault planned it is as sound as the store beneath. */
class FaultyBlobStoreContractTest extends PersistentBlobStoreContract {

    @TempDir
    Path directory;

    @Override
    protected BlobStore open() {
        return FaultyBlobStore.around(DirectoryBlobStore.open(directory.resolve("store")));
    }

    @Override
    protected BlobStore reopen() {
        return open();
    }
}
