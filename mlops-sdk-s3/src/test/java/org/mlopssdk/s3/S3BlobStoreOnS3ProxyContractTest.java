package org.mlopssdk.s3;

import org.mlopssdk.store.BlobStore;
import org.mlopssdk.testkit.PersistentBlobStoreContract;

class S3BlobStoreOnS3ProxyContractTest extends PersistentBlobStoreContract {

    private final Stores stores = new Stores(Servers.s3proxy());

    @Override
    protected BlobStore open() {
        return stores.fresh();
    }

    @Override
    protected BlobStore reopen() {
        return stores.again();
    }
}
