package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.testkit.Kits.rejectionsOfStore;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.MemoryBlobStore;

/** A kit is worth what it rejects: stores with one fault each in creating, as real stores have had. */
class BadCreatorsTest {

    @Test
    void aSoundStorePasses() {
        assertThat(rejectionsOfStore(() -> new PlantedStore())).isEmpty();
    }

    @Test
    void aCreateThatReplacesSilentlyIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public Creation create(BlobKey key, byte[] content) {
                        sound.delete(key);
                        return sound.create(key, content);
                    }
                }))
                .contains("theFirstWinsAndItsContentStays")
                .contains("ofRacingThreadsExactlyOneWinsAndEachLoserSeesTheWinnersBytes");
    }

    @Test
    void aCreateThatLooksAndThenWritesIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public Creation create(BlobKey key, byte[] content) {
                        if (sound.open(key, ByteRange.ALL).isPresent()) {
                            return Creation.EXISTS;
                        }
                        if (content.length == 1000) { // the race's
                            dawdle();
                        }
                        synchronized (this) {
                            sound.create(key, content);
                            return Creation.CREATED;
                        }
                    }
                }))
                .containsExactly("ofRacingThreadsExactlyOneWinsAndEachLoserSeesTheWinnersBytes");
    }

    @Test
    void aCreateThatTellsALoserTooEarlyIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    private final BlobStore reserved = new MemoryBlobStore();

                    @Override
                    public Creation create(BlobKey key, byte[] content) {
                        Creation creation = reserved.create(key, content);
                        if (creation == Creation.CREATED) {
                            dawdle();
                            sound.create(key, content);
                        }
                        return creation;
                    }
                }))
                .contains("ofRacingThreadsExactlyOneWinsAndEachLoserSeesTheWinnersBytes");
    }

    @Test
    void aCreateThatShowsHalfIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public synchronized Creation create(BlobKey key, byte[] content) {
                        if (sound.open(key, ByteRange.ALL).isPresent()) {
                            return Creation.EXISTS;
                        }
                        sound.create(key, Arrays.copyOf(content, content.length / 2));
                        dawdle();
                        sound.delete(key);
                        return sound.create(key, content);
                    }
                }))
                .contains("aReaderSeesAllOfTheContentOrNothing");
    }

    @Test
    void aCreateThatKeepsTheCallersArrayIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    private final Map<BlobKey, byte[]> kept = new ConcurrentHashMap<>();

                    @Override
                    public Creation create(BlobKey key, byte[] content) {
                        Creation creation = sound.create(key, content);
                        if (creation == Creation.CREATED) {
                            kept.put(key, content);
                        }
                        return creation;
                    }

                    @Override
                    public Optional<InputStream> open(BlobKey key, ByteRange range) {
                        byte[] content = kept.get(key);
                        return content == null
                                        || range != ByteRange.ALL
                                        || !sound.open(key, range).isPresent()
                                ? sound.open(key, range)
                                : Optional.of(new ByteArrayInputStream(content));
                    }
                }))
                .containsExactly("theContentIsWhatItWasAtTheCall");
    }

    @Test
    void aCreateWithoutALimitIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public Creation create(BlobKey key, byte[] content) {
                        return sound.create(key, content.length > MAX_CREATE ? new byte[0] : content);
                    }
                }))
                .containsExactly("oneByteMoreIsRefused");
    }
}
