package org.mlopssdk.s3;

import org.junit.jupiter.api.Tag;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.testkit.JournalContract;

@Tag("campaign") // minutes, of what the store beneath has shown in its own kit
class BlobJournalOnCephContractTest extends JournalContract {

    private final Stores stores = new Stores(Servers.ceph());

    @Override
    protected Journal open() {
        return Stores.journal(stores.fresh());
    }

    @Override
    protected Journal reopen() {
        return Stores.journal(stores.again());
    }
}
