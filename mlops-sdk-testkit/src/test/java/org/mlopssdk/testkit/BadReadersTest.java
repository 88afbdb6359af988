package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.testkit.Calls.open;
import static org.mlopssdk.testkit.Kits.rejectionsOfStore;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.MemoryBlobStore;

/** A kit is worth what it rejects: stores with one fault each in reading or listing. */
class BadReadersTest {

    @Test
    void aListInTheOrderOfDirectoriesIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public List<BlobKey> list(String prefix, String startAfter, int limit) {
                        List<BlobKey> page = sound.list(prefix, startAfter, limit);
                        return page.stream()
                                .sorted((a, b) -> Arrays.compare(
                                        a.path().split("/"), b.path().split("/")))
                                .toList();
                    }
                }))
                .contains("keysComeInTheOrderOfTheirText", "anyPageIsThatOfASortedSet");
    }

    @Test
    void aListWhosePrefixIsADirectoryIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public List<BlobKey> list(String prefix, String startAfter, int limit) {
                        String directory = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
                        return sound.list(directory, startAfter, limit);
                    }
                }))
                .contains("aPrefixMayEndAnywhere", "anyPageIsThatOfASortedSet");
    }

    @Test
    void aListThatBeginsWithItsStartIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public List<BlobKey> list(String prefix, String startAfter, int limit) {
                        return sound.list(prefix, startAfter, 1000).size() < limit
                                ? sound.list(prefix, "", 1000).stream()
                                        .filter(key -> key.path().compareTo(startAfter) >= 0)
                                        .limit(limit)
                                        .toList()
                                : sound.list(prefix, startAfter, limit);
                    }
                }))
                .contains("listingBeginsBehindAnyText");
    }

    @Test
    void anOpenThatEndsEarlyIsRejected() {
        assertThat(rejectionsOfStore(() -> FaultyBlobStore.around(new MemoryBlobStore())
                        .on(open().number(1))
                        .truncates(99_999)))
                .contains("allOfItIsWhatWasStored");
    }

    @Test
    void anOpenThatTurnsABitIsRejected() {
        assertThat(rejectionsOfStore(() -> FaultyBlobStore.around(new MemoryBlobStore())
                        .on(open().number(1))
                        .flips(99_999)))
                .contains("allOfItIsWhatWasStored");
    }

    @Test
    void aRangeTakenForItsEndIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public Optional<InputStream> open(BlobKey key, ByteRange range) {
                        return sound.open(
                                key, new ByteRange(range.offset(), Math.max(0, range.length() - range.offset())));
                    }
                }))
                .contains("aRangeGivesTheseBytesAndNoOthers", "aStreamReadByteByByteEndsWithItsRange");
    }

    @Test
    void aRangeBeyondTheEndTakenForAbsenceIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public Optional<InputStream> open(BlobKey key, ByteRange range) {
                        return sound.open(key, range).filter(in -> range.offset() == 0 || readable(in));
                    }

                    private boolean readable(InputStream in) {
                        try {
                            return in.available() > 0;
                        } catch (IOException e) {
                            return false;
                        }
                    }
                }))
                .contains("beyondTheEndThereIsNothing");
    }
}
