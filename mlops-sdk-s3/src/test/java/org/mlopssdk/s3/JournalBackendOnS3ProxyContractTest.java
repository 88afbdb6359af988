package org.mlopssdk.s3;

import org.junit.jupiter.api.Tag;

@Tag("heavy")
class JournalBackendOnS3ProxyContractTest extends JournalBackendContract {

    JournalBackendOnS3ProxyContractTest() {
        super(Servers.s3proxy());
    }
}
