package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.RecordingDisk.Acknowledged;
import org.mlopssdk.store.RecordingDisk.Check;
import org.mlopssdk.store.RecordingDisk.Event;

/**
 * Ends a recorded story by power cuts, opens the store on each disk that may be left, and looks whether all that was acknowledged is there,
 * nothing torn is seen, and writing goes on. The seed is printed and set with {@code -Dmlops.seed}.
 */
final class PowerCuts {

    private static final long SEED = Long.getLong("mlops.seed", 20261101L);
    private static final int BY_CHANCE = 2;
    private static final String STORE = "store";

    private final RecordingDisk story;
    private final Path directory;
    private final Check sound;
    private final Set<Digest> published;
    private final Set<String> seen = new HashSet<>();
    private int cuts;

    private PowerCuts(RecordingDisk story, Path directory, Check sound) {
        this.story = story;
        this.directory = directory;
        this.sound = sound;
        this.published = published(story.events());
    }

    private static Set<Digest> published(List<Event> events) {
        Map<Path, ByteArrayOutputStream> written = new HashMap<>();
        Set<Digest> published = new HashSet<>();
        for (Event event : events) {
            if (event instanceof RecordingDisk.Done done) {
                ObservedDisk.Step step = done.step();
                Path source = step.from() == null ? step.path() : step.from();
                ByteArrayOutputStream content = written.computeIfAbsent(source, absent -> new ByteArrayOutputStream());
                content.writeBytes(step.written());
                if (step.from() != null) {
                    published.add(Digest.of(content.toByteArray()));
                    written.put(step.path(), content);
                }
            }
        }
        return published;
    }

    /** The root of the store in a directory that stories are recorded in. */
    static Path store(Path directory) throws IOException {
        return directory.toRealPath().resolve(STORE);
    }

    /** After each step; gives the number of different disks that were looked at. */
    static int afterEachStep(RecordingDisk story, Path directory, Check sound) throws IOException {
        PowerCuts cuts = new PowerCuts(story, directory.toRealPath(), sound);
        int events = story.events().size();
        for (int end = 0; end <= events; end++) {
            cuts.cut(end);
        }
        return cuts.cuts;
    }

    /** After the last step alone, and nothing is left that was not synced. */
    static void atTheEnd(RecordingDisk story, Path directory, Check sound) throws IOException {
        PowerCuts cuts = new PowerCuts(story, directory.toRealPath(), sound);
        cuts.lookWithoutUnsynced(story.events());
    }

    private void lookWithoutUnsynced(List<Event> before) throws IOException {
        look(before, PowerCut.after(before, directory).left(new Unsynced(false)), "without anything unsynced");
    }

    private void cut(int end) throws IOException {
        List<Event> before = story.events().subList(0, end);
        PowerCut cut = PowerCut.after(before, directory);
        lookWithoutUnsynced(before);
        look(before, cut.left(new Unsynced(true)), "with everything unsynced");
        for (int i = 0; i < BY_CHANCE; i++) {
            long seed = SEED + 31L * end + i;
            look(before, cut.left(new ByChance(new SplittableRandom(seed))), "with what is left by chance of " + SEED);
        }
    }

    private void look(List<Event> before, Map<String, byte @Nullable []> left, String how) throws IOException {
        List<Acknowledged> told = before.stream()
                .filter(Acknowledged.class::isInstance)
                .map(Acknowledged.class::cast)
                .toList();
        if (!seen.add(fingerprint(left, told.size()))) {
            return;
        }
        cuts++;
        Path rebuilt = directory.resolve("cut-" + cuts);
        try {
            PowerCut.write(left, rebuilt);
            check(rebuilt.resolve(STORE), told);
        } catch (Exception | AssertionError e) {
            Object last = before.isEmpty() ? "nothing" : before.get(before.size() - 1);
            throw new AssertionError(
                    e.getMessage() + "; after a power cut " + how + ", after step " + before.size() + ": " + last
                            + "; left: " + left.keySet(),
                    e);
        }
        Trees.delete(rebuilt);
    }

    private void check(Path root, List<Acknowledged> told) throws Exception {
        DirectoryBlobStore store = DirectoryBlobStore.open(root, ObservedDisk.unsynced(root));
        for (Acknowledged ack : told) {
            try {
                ack.check().in(store);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("acknowledged and lost: " + ack + ": " + e.getMessage(), e);
            }
        }
        requireNothingTorn(store);
        sound.in(store);
        requireWritable(store);
    }

    /** Whatever is seen is whole: content is what its digest says, and anything else what some writer published. */
    private void requireNothingTorn(DirectoryBlobStore store) throws IOException {
        for (BlobKey key : store.list("", "", 1000)) {
            Digest seen = Digest.of(read(store, key));
            if (key.path().startsWith("blobs/")) {
                assertThat(seen.key()).as("the digest of content").isEqualTo(key);
            } else {
                assertThat(published)
                        .as("the digests of what was published; %s", key)
                        .contains(seen);
            }
        }
    }

    private static void requireWritable(DirectoryBlobStore store) throws IOException {
        byte[] content = "written after the power cut".getBytes(StandardCharsets.UTF_8);
        BlobKey key = BlobKey.of("after/cut");
        assertThat(store.create(key, content)).isEqualTo(Creation.CREATED);
        assertThat(read(store, key)).isEqualTo(content);
        assertThat(read(store, store.put(Content.of(content)).key())).isEqualTo(content);
    }

    static byte[] read(BlobStore store, BlobKey key) throws IOException {
        try (InputStream in = store.open(key, ByteRange.ALL).orElseThrow(() -> new AssertionError(key + " is gone"))) {
            return in.readAllBytes();
        }
    }

    private static String fingerprint(Map<String, byte @Nullable []> left, int told) {
        StringBuilder text = new StringBuilder().append(told);
        left.forEach(
                (path, content) -> text.append(' ').append(path).append('=').append(Arrays.hashCode(content)));
        return text.toString();
    }

    /** Either all of it or nothing. */
    private record Unsynced(boolean survives) implements PowerCut.Survivors {

        @Override
        public byte[] remains(byte[] written) {
            return survives ? written : new byte[0];
        }
    }

    /** Any of the names; any part of the bytes, or zeros, or something else. */
    private record ByChance(SplittableRandom random) implements PowerCut.Survivors {

        @Override
        public boolean survives() {
            return random.nextBoolean();
        }

        @Override
        public byte[] remains(byte[] written) {
            return switch (random.nextInt(4)) {
                case 0 -> written;
                case 1 -> Arrays.copyOf(written, random.nextInt(written.length + 1));
                case 2 -> new byte[written.length];
                default -> {
                    byte[] garbage = new byte[written.length];
                    random.nextBytes(garbage);
                    yield garbage;
                }
            };
        }
    }
}
