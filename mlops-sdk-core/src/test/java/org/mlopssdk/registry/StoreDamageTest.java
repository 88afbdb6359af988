package org.mlopssdk.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.artifact.Finding;
import org.mlopssdk.artifact.Verification;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.journal.Checkpoint;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.store.BlobKey;

/** Whatever is done to the files of a store, verification finds it, and no reader is told anything but the truth. */
class StoreDamageTest {

    private static final long SEED = Long.getLong("mlops.seed", 1);

    private final SplittableRandom random = new SplittableRandom(SEED);

    private static boolean isFound(SmallStore small, Checkpoint checkpoint) {
        try (MlOps mlops = small.open()) {
            return !mlops.verify(checkpoint).isSound();
        } catch (MlOpsException e) {
            return true; // a store that does not open
        }
    }

    private static void assertTellsTheTruth(SmallStore small, String damage) {
        try (MlOps mlops = small.open()) {
            SmallStore.tell(mlops).forEach((reading, told) -> {
                if (!SmallStore.isRefusal(told)) {
                    assertThat(told)
                            .as("%s after %s, seed %s", reading, damage, SEED)
                            .isEqualTo(small.told.get(reading));
                }
            });
        }
    }

    @Nested
    class AFlippedBit {

        private long flips;

        /** Flips some bits of each byte that is chosen, each in turn. */
        private void flip(SmallStore small, Predicate<BlobKey> keys, int oneByteOf, int bits) {
            small.files.forEach((key, good) -> {
                if (keys.test(key)) {
                    for (int at = random.nextInt(Math.min(oneByteOf, good.length));
                            at < good.length;
                            at += 1 + random.nextInt(2 * oneByteOf - 1)) {
                        int first = random.nextInt(8);
                        for (int bit = first; bit < first + bits; bit++) {
                            assertFound(small, key, good, at, bit % 8);
                        }
                    }
                    small.replace(key, good);
                }
            });
            System.out.println("StoreDamageTest: " + flips + " flipped bits found, mlops.seed=" + SEED);
        }

        private void assertFound(SmallStore small, BlobKey key, byte[] good, int at, int bit) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << bit);
            small.replace(key, bad);
            String damage = "bit " + bit + " of byte " + at + " of " + key + " was flipped";
            assertThat(isFound(small, Checkpoint.NONE))
                    .as("%s, seed %s", damage, SEED)
                    .isTrue();
            assertTellsTheTruth(small, damage);
            flips++;
        }

        @Test
        void isFoundInWhateverFileItIs() {
            flip(new SmallStore(0), key -> true, 25, 1);
        }

        @Test
        void isFoundInASegmentOfEntriesAndInEntriesThatASegmentHolds() {
            SmallStore small = new SmallStore(110);
            assertThat(small.files.keySet()).anyMatch(key -> key.path().startsWith("segments/"));
            flip(small, key -> key.path().startsWith("segments/"), 1000, 1);
            flip(small, key -> key.path().startsWith("journal/model/"), 1000, 1);
        }

        @Test
        @Tag("heavy")
        void isFoundInWhateverByteOfAnyFileItIs() {
            flip(new SmallStore(0), key -> true, 1, 1);
        }

        @Test
        @Tag("heavy")
        void isFoundInMoreOfASegmentOfEntriesAndOfEntriesThatASegmentHolds() {
            SmallStore small = new SmallStore(110);
            flip(small, key -> key.path().startsWith("segments/"), 40, 1);
            flip(small, key -> key.path().startsWith("journal/model/"), 40, 1);
        }

        @Test
        @Tag("campaign")
        void isFoundWhateverBitOfAnyFileItIs() {
            flip(new SmallStore(0), key -> true, 1, 8);
            flip(new SmallStore(110), key -> key.path().startsWith("segments/"), 1, 1);
        }
    }

    @Test
    void anEntryThatASegmentHoldsTooIsVerifiedItselfAndNamed() {
        SmallStore small = new SmallStore(110);
        BlobKey key = entry(new StreamName("model", "failure"), 50);
        byte[] bad = small.bytes(key);
        bad[100] ^= 1;
        small.replace(key, bad);

        try (MlOps mlops = small.open()) {
            assertThat(mlops.verify().findings())
                    .extracting(Finding::toString)
                    .anyMatch(finding -> finding.startsWith(
                            "model/failure has a broken chain: entry 50 of model/failure: has the digest "));
            assertThat(mlops.model("failure").versions()).hasSize(2); // from the segment, whose chain is sound
        }
    }

    @Nested
    class AFileThatIsGone {

        @Test
        void isFoundUnlessItMayBeOrACheckpointIsNeeded() {
            SmallStore small = new SmallStore(110);
            Checkpoint checkpoint = checkpoint(small);
            List<BlobKey> unnoticed = new ArrayList<>();
            small.files.forEach((key, good) -> {
                small.store.delete(key);
                if (!isFound(small, Checkpoint.NONE) && !(isEntry(key) && isFound(small, checkpoint))) {
                    unnoticed.add(key);
                }
                small.replace(key, good);
            });

            assertThat(unnoticed)
                    .allMatch(key -> isNote(small, key) // may be erased
                            || isGarbage(small, key)
                            || key.path().startsWith("segments/") // only speeds up reading
                            || key.path().matches("runs/.*")); // the last of a log: nothing tells how long it was
            assertThat(unnoticed)
                    .filteredOn(key -> key.path().startsWith("segments/"))
                    .hasSize(1);
            assertThat(unnoticed)
                    .filteredOn(key -> key.path().startsWith("runs/"))
                    .hasSize(2);
        }

        private boolean isGarbage(SmallStore small, BlobKey key) {
            return new String(small.files.get(key), StandardCharsets.UTF_8).matches("no.* to this");
        }

        private boolean isNote(SmallStore small, BlobKey key) {
            return key.path().startsWith("blobs/")
                    && new String(small.files.get(key), StandardCharsets.UTF_8).startsWith("{\"salt\"");
        }
    }

    @Nested
    class EntriesOfAStream {

        private final SmallStore small = new SmallStore(0);
        private final Checkpoint checkpoint = checkpoint(small);

        @Test
        void areFoundInAnotherOrder() {
            checkpoint.heads().forEach((stream, head) -> {
                for (long number = 1; number < head.length(); number++) {
                    BlobKey one = entry(stream, number);
                    BlobKey next = entry(stream, number + 1);
                    small.replace(one, small.files.get(next));
                    small.replace(next, small.files.get(one));
                    assertThat(isFound(small, Checkpoint.NONE))
                            .as("%s and the one behind it swapped", one)
                            .isTrue();
                    assertTellsTheTruth(small, one + " and the one behind it were swapped");
                    small.restore();
                }
            });
        }

        @Test
        void areFoundCutShortAgainstACheckpointWhichSaysByHowMuch() {
            checkpoint.heads().forEach((stream, head) -> {
                for (long number = head.length(); number >= 1; number--) {
                    small.store.delete(entry(stream, number));
                    long left = number - 1;
                    assertThat(verify(checkpoint).findings())
                            .as("%s cut to %s", stream, left)
                            .contains(new Finding(
                                    stream.toString(),
                                    "has " + left + " sound entries, the checkpoint says " + head.length()
                                            + ": it was cut short or rolled back; find out by whom, and restore it"
                                            + " from a backup that is not older than the checkpoint"));
                }
                small.restore();
            });
        }

        @Test
        void areTakenForAllThereAreWithoutACheckpoint() {
            StreamName model = new StreamName("model", "failure");
            small.store.delete(entry(model, checkpoint.heads().get(model).length()));

            assertThat(verify(Checkpoint.NONE).isSound()).isTrue();
            assertThat(verify(checkpoint).isSound()).isFalse();
        }

        @Test
        void areFoundRolledBackAndWrittenOnAgainstACheckpoint() {
            StreamName model = new StreamName("model", "failure");
            Checkpoint.Head head = checkpoint.heads().get(model);
            small.store.delete(entry(model, head.length()));
            try (MlOps mlops = small.open()) {
                mlops.model("failure").tag(1, "team", "blue");
                mlops.model("failure").tag(1, "team", "green");
            }

            assertThat(verify(Checkpoint.NONE).isSound()).isTrue();
            assertThat(verify(checkpoint).findings())
                    .singleElement()
                    .asString()
                    .startsWith("model/failure has at number " + head.length() + " an entry of digest ")
                    .contains("the checkpoint says " + head.digest() + ": it was written anew;");
        }

        @Test
        void areSoundWhenTheyWentOn() {
            try (MlOps mlops = small.open()) {
                mlops.model("failure").tag(1, "team", "blue");
                mlops.model("churn").newVersion().add("a", new byte[1]).register();
            }

            assertThat(verify(checkpoint).isSound()).isTrue();
        }

        private Verification verify(Checkpoint against) {
            try (MlOps mlops = small.open()) {
                return mlops.verify(against);
            }
        }
    }

    @Test
    void aStoreThatNobodyTouchedIsSoundAndAgreesWithItsCheckpoint() {
        SmallStore small = new SmallStore(110);
        try (MlOps mlops = small.open()) {
            Verification verification = mlops.verify(mlops.checkpoint());
            assertThat(verification.isSound()).as(verification.toString()).isTrue();
            assertThat(verification.remarks()).isEmpty();
        }
        assertThat(small.files.keySet())
                .extracting(key -> key.path().substring(0, key.path().indexOf('/')))
                .contains("blobs", "journal", "segments", "runs", "trash");
        assertThat(small.told.values()).noneMatch(SmallStore::isRefusal);
    }

    private static Checkpoint checkpoint(SmallStore small) {
        try (MlOps mlops = small.open()) {
            return mlops.checkpoint();
        }
    }

    private static boolean isEntry(BlobKey key) {
        return key.path().startsWith("journal/");
    }

    private static BlobKey entry(StreamName stream, long number) {
        return BlobKey.of("journal/" + stream + "/" + String.format("%020d", number));
    }
}
