package org.mlopssdk.s3;

class S3BlobStoreOnS3ProxyContractTest extends S3BlobStoreContract {

    S3BlobStoreOnS3ProxyContractTest() {
        super(Servers.s3proxy());
    }
}
