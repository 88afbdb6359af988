package org.mlopssdk.s3;

import org.junit.jupiter.api.Tag;

@Tag("heavy")
class BlobJournalOnS3ProxyContractTest extends BlobJournalContract {

    BlobJournalOnS3ProxyContractTest() {
        super(Servers.s3proxy());
    }
}
