package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.ObservedDisk.Kind;

/** Each step of each operation of a store fails once: whoever asked for it is told so, and nobody is told what is not so. */
class FailingStepsTest {

    private static final BlobKey KEY = BlobKey.of("journal/model/failure/00000000000000000001");
    private static final BlobKey TRASH = BlobKey.of("trash/one/content");
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(CONTENT);

    @TempDir
    Path directory;

    /** What is asked of a store, and what is so once it has been done. */
    private enum Operation {
        CREATE {
            @Override
            void run(DirectoryBlobStore store) {
                store.create(KEY, CONTENT);
            }

            @Override
            void requireDone(DirectoryBlobStore store) throws IOException {
                assertThat(PowerCuts.read(store, KEY)).isEqualTo(CONTENT);
            }
        },
        CREATE_WHAT_IS_THERE {
            @Override
            void prepare(DirectoryBlobStore store) {
                store.create(KEY, CONTENT);
            }

            @Override
            void run(DirectoryBlobStore store) {
                assertThat(store.create(KEY, new byte[1])).isEqualTo(Creation.EXISTS);
            }

            @Override
            void requireDone(DirectoryBlobStore store) throws IOException {
                CREATE.requireDone(store);
            }
        },
        PUT {
            @Override
            void run(DirectoryBlobStore store) {
                assertThat(store.put(Content.of(CONTENT))).isEqualTo(DIGEST);
            }

            @Override
            void requireDone(DirectoryBlobStore store) throws IOException {
                assertThat(PowerCuts.read(store, DIGEST.key())).isEqualTo(CONTENT);
            }
        },
        PUT_WHAT_IS_THERE {
            @Override
            void prepare(DirectoryBlobStore store) {
                store.put(Content.of(CONTENT));
            }

            @Override
            void run(DirectoryBlobStore store) {
                PUT.run(store);
            }

            @Override
            void requireDone(DirectoryBlobStore store) throws IOException {
                PUT.requireDone(store);
            }
        },
        CONFIRM {
            @Override
            void prepare(DirectoryBlobStore store) {
                store.put(Content.of(CONTENT));
            }

            @Override
            void run(DirectoryBlobStore store) {
                assertThat(store.confirm(DIGEST)).isTrue();
            }

            @Override
            void requireDone(DirectoryBlobStore store) throws IOException {
                PUT.requireDone(store);
            }
        },
        DELETE {
            @Override
            void prepare(DirectoryBlobStore store) {
                store.create(KEY, CONTENT);
            }

            @Override
            void run(DirectoryBlobStore store) {
                store.delete(KEY);
            }

            @Override
            void requireDone(DirectoryBlobStore store) {
                assertThat(store.open(KEY, ByteRange.ALL)).isEmpty();
            }
        },
        MOVE {
            @Override
            void prepare(DirectoryBlobStore store) {
                store.create(KEY, CONTENT);
            }

            @Override
            void run(DirectoryBlobStore store) {
                if (!store.move(KEY, TRASH)) {
                    assertThat(store.open(TRASH, ByteRange.ALL)).isPresent();
                    throw new StorageException(KEY.path(), "was moved before, by a call that failed later");
                }
            }

            @Override
            void requireDone(DirectoryBlobStore store) throws IOException {
                assertThat(PowerCuts.read(store, TRASH)).isEqualTo(CONTENT);
            }
        };

        void prepare(DirectoryBlobStore store) {}

        abstract void run(DirectoryBlobStore store);

        abstract void requireDone(DirectoryBlobStore store) throws IOException;
    }

    /** One store in a directory of its own, and what happened to it. */
    private static final class Story {

        private final Path place;
        private final Path root;
        private final FailingDisk failing;
        private final RecordingDisk told = new RecordingDisk();
        private final Disk disk;

        Story(Path place, String problem) throws IOException {
            this.place = Files.createDirectory(place);
            this.root = PowerCuts.store(place);
            this.failing = new FailingDisk(problem);
            this.disk = told.around(new ObservedDisk(ObservedDisk.unsynced(root), failing));
        }

        DirectoryBlobStore open() {
            return DirectoryBlobStore.open(root, disk);
        }

        /** False if it was said to have failed. */
        boolean succeeds(DirectoryBlobStore store, Operation operation) throws IOException {
            try {
                operation.run(store);
            } catch (OutcomeUnknownException e) {
                assertThat(failing.hasFailed(Kind.SYNC_DIRECTORY))
                        .as("%s is no reason not to know: %s", failing, e)
                        .isTrue();
                return false;
            } catch (StorageException e) {
                return false;
            }
            told.acknowledged(operation.toString(), operation::requireDone);
            PowerCuts.atTheEnd(told, place, after -> {});
            return true;
        }

        void requireNothingLeftBehind() {
            Path temporary = root.resolve(BlobKey.RESERVED);
            if (Files.exists(temporary) && !failing.hasLeftBehind()) {
                assertThat(temporary).as("after %s", failing).isEmptyDirectory();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isReportedAndCanBeTriedAgain(Operation operation) throws IOException {
        int steps = 0;
        for (boolean failed = true; failed; steps++) {
            for (String problem : FailingDisk.PROBLEMS) {
                Story story = new Story(directory.resolve(steps + problem.substring(0, 3)), problem);
                failed = tell(story, operation, steps);
            }
        }
        assertThat(steps).isGreaterThan(1);
    }

    /** Tells whether there was a step to fail. */
    private static boolean tell(Story story, Operation operation, int steps) throws IOException {
        DirectoryBlobStore store = story.open();
        operation.prepare(store);
        story.failing.failAfter(steps);
        boolean succeeded = story.succeeds(store, operation);
        if (succeeded && story.failing.hasFailed()) {
            assertThat(story.failing.hasLeftBehind())
                    .as("success after %s", story.failing)
                    .isTrue();
        }
        story.requireNothingLeftBehind();
        if (!succeeded) {
            boolean again = story.succeeds(store, operation);
            if (!again && !story.failing.hasFailedForGood() && operation != Operation.MOVE) {
                fail("%s fails again after %s", operation, story.failing);
            }
        }
        story.requireNothingLeftBehind();
        requireSoundAgain(story, operation);
        return story.failing.hasFailed();
    }

    private static void requireSoundAgain(Story story, Operation operation) throws IOException {
        DirectoryBlobStore reopened = DirectoryBlobStore.open(story.root, ObservedDisk.unsynced(story.root));
        for (BlobKey key : reopened.list("", "", 1000)) {
            assertThat(PowerCuts.read(reopened, key)).isEqualTo(CONTENT);
        }
        if (operation != Operation.MOVE || reopened.open(TRASH, ByteRange.ALL).isEmpty()) {
            operation.run(reopened);
        }
        operation.requireDone(reopened);
    }

    @Test
    void isReportedByWhoeverOpensAStore() throws IOException {
        int steps = 0;
        for (boolean failed = true; failed; steps++) {
            Story story = new Story(
                    directory.resolve("open-" + steps), FailingDisk.PROBLEMS.get(steps % FailingDisk.PROBLEMS.size()));
            story.failing.failAfter(steps);
            try {
                assertThat(story.open().properties().durable())
                        .as("after %s", story.failing)
                        .isTrue();
            } catch (MlOpsException e) {
                assertThat(e)
                        .isInstanceOfAny(StorageException.class, OutcomeUnknownException.class)
                        .hasMessageContaining(story.root.toString());
            }
            if (story.failing.hasFailed()) {
                story.requireNothingLeftBehind();
            }
            failed = story.failing.hasFailed();
            DirectoryBlobStore reopened = DirectoryBlobStore.open(story.root, ObservedDisk.unsynced(story.root));
            assertThat(reopened.properties().durable()).isTrue();
            assertThat(reopened.create(KEY, CONTENT)).isEqualTo(Creation.CREATED);
        }
        assertThat(steps).isGreaterThan(15);
    }

    /** The kernel reports a lost page once: a sync that succeeds after one that failed proves nothing. */
    @Test
    void ofADirectorySyncIsFinalForTheDirectory() throws IOException {
        Story story = new Story(directory.resolve("final"), FailingDisk.PROBLEMS.get(0));
        DirectoryBlobStore store = story.open();
        assertThat(store.create(KEY, CONTENT)).isEqualTo(Creation.CREATED);
        BlobKey next = BlobKey.of("journal/model/failure/00000000000000000002");
        story.failing.failAfter(4); // the file, its content, its sync, its link

        assertThatThrownBy(() -> store.create(next, CONTENT)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(story.failing.hasFailed(Kind.SYNC_DIRECTORY)).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> store.create(next, CONTENT))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("a later one proves nothing");
        }
        assertThat(store.create(BlobKey.of("journal/model/other/00000000000000000001"), CONTENT))
                .as("other directories are none the worse")
                .isEqualTo(Creation.CREATED);
    }
}
