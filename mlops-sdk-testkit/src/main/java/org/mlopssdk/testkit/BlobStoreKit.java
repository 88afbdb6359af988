package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Creation;

/** What the parts of the contract of stores stand on. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class BlobStoreKit {

    static final BlobKey KEY = BlobKey.of("kit/key");

    BlobStore store;

    /**
     * Opens a fresh, empty store.
     *
     * @return the store; the kit closes it
     */
    protected abstract BlobStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    static byte[] bytes(long seed, int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] read(BlobStore store, BlobKey key, ByteRange range) throws IOException {
        try (InputStream in =
                store.open(key, range).orElseThrow(() -> new AssertionError("there is no content at " + key))) {
            return in.readAllBytes();
        }
    }

    byte[] read(BlobKey key) throws IOException {
        return read(store, key, ByteRange.ALL);
    }

    void create(String... paths) {
        for (String path : paths) {
            assertThat(store.create(BlobKey.of(path), bytes(path.hashCode(), 5)))
                    .as(path)
                    .isEqualTo(Creation.CREATED);
        }
    }

    List<String> list(String prefix, String startAfter, int limit) {
        return store.list(prefix, startAfter, limit).stream().map(BlobKey::path).toList();
    }

    List<String> all() {
        return list("", "", 1000);
    }
}
