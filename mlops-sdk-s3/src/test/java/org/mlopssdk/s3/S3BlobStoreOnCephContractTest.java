package org.mlopssdk.s3;

import org.junit.jupiter.api.Tag;

@Tag("heavy")
class S3BlobStoreOnCephContractTest extends S3BlobStoreContract {

    S3BlobStoreOnCephContractTest() {
        super(Servers.ceph());
    }
}
