package org.mlopssdk.s3;

import org.junit.jupiter.api.Tag;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.testkit.JournalContract;

@Tag("heavy")
class BlobJournalOnS3ProxyContractTest extends JournalContract {

    private final Stores stores = new Stores(Servers.s3proxy());

    @Override
    protected Journal open() {
        return Stores.journal(stores.fresh());
    }

    @Override
    protected Journal reopen() {
        return Stores.journal(stores.again());
    }
}
