package org.mlopssdk.s3;

import org.mlopssdk.journal.Journal;
import org.mlopssdk.testkit.JournalContract;

/** The kit of journals, for the journal on a store on a server. */
abstract class BlobJournalContract extends JournalContract {

    private final Stores stores;

    BlobJournalContract(S3Server server) {
        this.stores = new Stores(server);
    }

    @Override
    protected Journal open() {
        return Stores.journal(stores.fresh());
    }

    @Override
    protected Journal reopen() {
        return Stores.journal(stores.again());
    }
}
