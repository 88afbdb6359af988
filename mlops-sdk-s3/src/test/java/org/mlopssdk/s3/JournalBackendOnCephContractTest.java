package org.mlopssdk.s3;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.testkit.RegistryBackendContract;

@Tag("campaign") // minutes, of what the store beneath has shown in its own kit
class JournalBackendOnCephContractTest extends RegistryBackendContract {

    private final Stores stores = new Stores(Servers.ceph());
    private BlobStore contents;

    @Override
    protected RegistryBackend open() {
        contents = stores.fresh();
        return Stores.backend(contents);
    }

    @Override
    protected RegistryBackend reopen() {
        return Stores.backend(stores.again());
    }

    @Override
    protected BlobStore contents() {
        return contents;
    }

    @AfterEach
    void closeContents() {
        contents.close();
    }
}
