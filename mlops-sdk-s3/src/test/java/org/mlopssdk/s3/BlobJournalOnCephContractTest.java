package org.mlopssdk.s3;

import org.junit.jupiter.api.Tag;

@Tag("campaign") // minutes, of what the store beneath has shown in its own kit
class BlobJournalOnCephContractTest extends BlobJournalContract {

    BlobJournalOnCephContractTest() {
        super(Servers.ceph());
    }
}
