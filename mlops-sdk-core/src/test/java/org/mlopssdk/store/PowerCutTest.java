package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.store.ObservedDisk.Kind;
import org.mlopssdk.store.RecordingDisk.Check;

/** What a power cut after any step of the store leaves behind, as {@link PowerCut} has it. */
class PowerCutTest {

    private static final BlobKey KEY = BlobKey.of("journal/model/failure/00000000000000000001");
    private static final BlobKey NEXT = BlobKey.of("journal/model/failure/00000000000000000002");
    private static final Check NOTHING_MORE = store -> {};

    @TempDir
    Path directory;

    private final RecordingDisk story = new RecordingDisk();

    private Path root;

    @BeforeEach
    void root() throws IOException {
        root = PowerCuts.store(directory);
    }

    private DirectoryBlobStore open() {
        return DirectoryBlobStore.open(root, story.on(root));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Check holds(BlobKey key, String content) {
        return store -> assertThat(PowerCuts.read(store, key)).isEqualTo(bytes(content));
    }

    private void acknowledgeCreated(DirectoryBlobStore store, BlobKey key, String content, Creation expected) {
        assertThat(store.create(key, bytes(content))).isEqualTo(expected);
        story.acknowledged(key + " " + expected, holds(key, content));
    }

    private Digest acknowledgePut(DirectoryBlobStore store, String content) {
        Digest digest = store.put(Content.of(bytes(content)));
        story.acknowledged("put " + content, holds(digest.key(), content));
        return digest;
    }

    private void cutThePowerAfterEachStep() throws IOException {
        assertThat(PowerCuts.afterEachStep(story, directory, NOTHING_MORE)).isGreaterThan(5);
    }

    @Test
    void leavesContentThatWasPut() throws IOException {
        DirectoryBlobStore store = open();
        acknowledgePut(store, "the first, whose directories are new");
        acknowledgePut(store, "the second");
        acknowledgePut(store, "");

        cutThePowerAfterEachStep();
    }

    @Test
    void leavesContentsThatWerePutTogether() throws IOException {
        List<Digest> digests = open().putAll(
                        List.of(Content.of(bytes("one")), Content.of(bytes("another")), Content.of(bytes("one"))));
        story.acknowledged("one of three", holds(digests.get(0).key(), "one"));
        story.acknowledged("another of three", holds(digests.get(1).key(), "another"));

        cutThePowerAfterEachStep();
    }

    @Test
    void leavesContentThatWasPutAgain() throws IOException {
        acknowledgePut(open(), "the same");
        DirectoryBlobStore again = open();
        acknowledgePut(again, "the same");
        acknowledgePut(again, "the same");

        cutThePowerAfterEachStep();
    }

    @Test
    void leavesEntriesOfAStreamFromTheFirst() throws IOException {
        DirectoryBlobStore store = open();
        acknowledgeCreated(store, KEY, "first", Creation.CREATED);
        acknowledgeCreated(store, NEXT, "second", Creation.CREATED);
        acknowledgeCreated(store, BlobKey.of("journal/model/other/00000000000000000001"), "other", Creation.CREATED);

        cutThePowerAfterEachStep();
    }

    /** Content that was put twice leaves a removed file behind, whose name is still on the disk when its place there goes to a directory. */
    @Test
    void leavesDirectoriesThatTookThePlaceOfRemovedFiles() throws IOException {
        DirectoryBlobStore store = open();
        acknowledgePut(store, "the same");
        acknowledgePut(store, "the same");
        acknowledgeCreated(store, KEY, "first", Creation.CREATED);
        acknowledgePut(store, "the same");
        acknowledgePut(store, "another");

        cutThePowerAfterEachStep();
    }

    @Test
    void leavesAStoreInDirectoriesThatWereMadeForIt() throws IOException {
        open();
        story.acknowledged(
                "open", store -> assertThat(Files.size(root.resolve("FORMAT"))).isPositive());

        cutThePowerAfterEachStep();
    }

    @Test
    void leavesWhatWasMovedInOnePlaceAtLeast() throws IOException {
        DirectoryBlobStore store = open();
        BlobKey trash = BlobKey.of("trash/one/content");
        store.create(KEY, bytes("moved"));
        story.acknowledged("created", after -> {
            BlobKey place = after.open(KEY, ByteRange.ALL).isPresent() ? KEY : trash;
            holds(place, "moved").in(after);
        });
        assertThat(store.move(KEY, trash)).isTrue();
        story.acknowledged("moved", holds(trash, "moved"));

        cutThePowerAfterEachStep();
    }

    @Test
    void leavesNothingOfWhatWasDeleted() throws IOException {
        DirectoryBlobStore store = open();
        store.create(KEY, bytes("deleted"));
        store.delete(KEY);
        story.acknowledged(
                "deleted", after -> assertThat(after.open(KEY, ByteRange.ALL)).isEmpty());

        cutThePowerAfterEachStep();
    }

    /** Rotten content is nobody's acknowledgement; the sound content that replaces it is. */
    @Test
    void leavesContentThatReplacedWhatHadRotted() throws IOException {
        DirectoryBlobStore store = open();
        Digest digest = store.put(Content.of(bytes("sound")));
        Files.write(root.resolve(digest.key().path()), bytes("rotten"));
        acknowledgePut(store, "sound");
        assertThat(PowerCuts.read(store, digest.key())).isEqualTo(bytes("sound"));

        cutThePowerAfterEachStep();
    }

    /** A writer that dies between its link and its sync has won; its kernel lives on, and the loser is told that something is there. */
    @Test
    void leavesWhatTheLoserOfARaceWasToldIsThere() throws IOException {
        afterEachDeath(dying -> dying.create(KEY, bytes("the dead one's")), (store, told) -> {
            Creation creation = store.create(KEY, bytes("mine"));
            String content = creation == Creation.CREATED ? "mine" : "the dead one's";
            told.acknowledged(KEY + " " + creation, holds(KEY, content));
        });
    }

    @Test
    void leavesWhatWasConfirmed() throws IOException {
        Digest digest = Digest.of(bytes("content"));
        afterEachDeath(dying -> dying.put(Content.of(bytes("content"))), (store, told) -> {
            if (store.confirm(digest)) {
                told.acknowledged("confirmed", holds(digest.key(), "content"));
            }
        });
    }

    @Test
    void leavesContentThatADeadWriterHadNotFinished() throws IOException {
        afterEachDeath(dying -> dying.put(Content.of(bytes("content"))), (store, told) -> {
            Digest digest = store.put(Content.of(bytes("content")));
            told.acknowledged("put", holds(digest.key(), "content"));
        });
    }

    @Test
    void leavesAStreamWhoseDirectoriesADeadWriterMade() throws IOException {
        afterEachDeath(dying -> dying.create(KEY, bytes("first")), (store, told) -> {
            assertThat(store.create(NEXT, bytes("second"))).isEqualTo(Creation.CREATED);
            told.acknowledged("second", holds(NEXT, "second"));
        });
    }

    /** One dies, or is slow, when it has made directories; another that is at work already finds them there, and may not wait for its syncs. */
    @Test
    void leavesAStreamWhoseDirectoriesAnotherProcessMadeMeanwhile() throws IOException {
        boolean died = true;
        int death = 0;
        for (; died; death++) {
            Path place = Files.createDirectory(directory.resolve("beside-" + death));
            Path store = PowerCuts.store(place);
            RecordingDisk told = new RecordingDisk();
            DirectoryBlobStore beside = DirectoryBlobStore.open(store, told.on(store));
            died = dies(
                    store, told.around(new ObservedDisk(ObservedDisk.unsynced(store), new DyingDisk(death))), dying -> {
                        removeAFileWhoseNameIsOnTheDisk(told.on(store), store.resolve(BlobKey.RESERVED));
                        dying.create(KEY, bytes("first"));
                    });
            assertThat(beside.create(NEXT, bytes("second"))).isEqualTo(Creation.CREATED);
            told.acknowledged("second", holds(NEXT, "second"));
            PowerCuts.atTheEnd(told, place, NOTHING_MORE);
        }
        assertThat(death).as("steps to die before").isGreaterThan(15);
    }

    /** The next directory takes its place. */
    private static void removeAFileWhoseNameIsOnTheDisk(Disk disk, Path temporary) {
        Path file = temporary.resolve("removed");
        try {
            disk.createFile(file).close();
            disk.syncDirectory(temporary);
            disk.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Successor {
        void goOn(DirectoryBlobStore store, RecordingDisk told);
    }

    /** Opens a store and works on it until death, before any step; then another process does the same, and then the power is cut. */
    private void afterEachDeath(Consumer<DirectoryBlobStore> work, Successor successor) throws IOException {
        boolean died = true;
        int death = 0;
        for (; died; death++) {
            Path place = Files.createDirectory(directory.resolve("death-" + death));
            Path store = PowerCuts.store(place);
            RecordingDisk told = new RecordingDisk();
            died = dies(store, told.around(new ObservedDisk(ObservedDisk.unsynced(store), new DyingDisk(death))), work);
            successor.goOn(DirectoryBlobStore.open(store, told.on(store)), told);
            PowerCuts.atTheEnd(told, place, NOTHING_MORE);
        }
        assertThat(death).as("steps to die before").isGreaterThan(15);
    }

    private static boolean dies(Path store, Disk disk, Consumer<DirectoryBlobStore> work) {
        try {
            work.accept(DirectoryBlobStore.open(store, disk));
            return false;
        } catch (DyingDisk.Died e) {
            return true;
        }
    }

    @Test
    void isToldFromOneThatIsNotThere() {
        RecordingDisk forgetful = new RecordingDisk();
        Disk disk = new ObservedDisk(forgetful.on(root), (step, action) -> {
            if (step.kind() != Kind.SYNC_DIRECTORY) {
                action.run();
            }
        });
        DirectoryBlobStore.open(root, disk).create(KEY, bytes("content"));
        forgetful.acknowledged(KEY.path(), holds(KEY, "content"));

        assertThatThrownBy(() -> PowerCuts.atTheEnd(forgetful, directory, NOTHING_MORE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("acknowledged and lost: " + KEY, "power cut without anything unsynced");
    }
}
