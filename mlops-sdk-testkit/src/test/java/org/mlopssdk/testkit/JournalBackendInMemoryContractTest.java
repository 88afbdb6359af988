package org.mlopssdk.testkit;

import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.MemoryBlobStore;

class JournalBackendInMemoryContractTest extends RegistryBackendContract {

    private final MemoryBlobStore store = new MemoryBlobStore();

    @Override
    protected RegistryBackend open() {
        return JournalBackends.on(store);
    }

    @Override
    protected RegistryBackend reopen() {
        return open();
    }

    @Override
    protected BlobStore contents() {
        return store;
    }
}
