package org.mlopssdk.s3;

import org.junit.jupiter.api.AfterEach;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.testkit.RegistryBackendContract;

/** The kit of registries, for the registry on a journal on a store on a server. */
abstract class JournalBackendContract extends RegistryBackendContract {

    private final Stores stores;
    private BlobStore contents;

    JournalBackendContract(S3Server server) {
        this.stores = new Stores(server);
    }

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
