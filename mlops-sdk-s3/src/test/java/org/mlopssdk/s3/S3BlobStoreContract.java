package org.mlopssdk.s3;

import org.mlopssdk.store.BlobStore;
import org.mlopssdk.testkit.PersistentBlobStoreContract;

/** The kit of stores, on a server. */
abstract class S3BlobStoreContract extends PersistentBlobStoreContract {

    private final Stores stores;

    S3BlobStoreContract(S3Server server) {
        this.stores = new Stores(server);
    }

    @Override
    protected BlobStore open() {
        return stores.fresh();
    }

    @Override
    protected BlobStore reopen() {
        return stores.again();
    }
}
