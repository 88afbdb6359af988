package org.mlopssdk.testkit;

import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.MemoryBlobStore;

class MemoryBlobStoreContractTest extends BlobStoreContract {

    @Override
    protected BlobStore open() {
        return new MemoryBlobStore();
    }
}
