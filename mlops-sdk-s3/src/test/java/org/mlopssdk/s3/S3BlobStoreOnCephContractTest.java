package org.mlopssdk.s3;

import org.junit.jupiter.api.Tag;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.testkit.PersistentBlobStoreContract;

@Tag("heavy")
class S3BlobStoreOnCephContractTest extends PersistentBlobStoreContract {

    private final Stores stores = new Stores(Servers.ceph());

    @Override
    protected BlobStore open() {
        return stores.fresh();
    }

    @Override
    protected BlobStore reopen() {
        return stores.again();
    }
}
