package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;

/** The part of the contract that is about reading and listing. */
abstract class BlobStoreReading extends BlobStoreKit {

    /** Reading a blob, or a part of it. */
    @Nested
    class Opening {

        private final byte[] content = bytes(1, 100_000);

        @BeforeEach
        void createContent() {
            store.create(KEY, content);
        }

        private byte[] part(long offset, long length) throws IOException {
            return read(store, KEY, new ByteRange(offset, length));
        }

        @Test
        void allOfItIsWhatWasStored() throws IOException {
            assertThat(read(KEY)).isEqualTo(content);
        }

        @Test
        void whatWasPutIsFoundUnderItsDigest() throws IOException {
            Digest digest = store.put(Content.of(content));

            assertThat(read(digest.key())).isEqualTo(content);
            assertThat(read(store, digest.key(), new ByteRange(7, 11))).isEqualTo(Arrays.copyOfRange(content, 7, 18));
        }

        @Test
        void aRangeGivesTheseBytesAndNoOthers() throws IOException {
            assertThat(part(0, 1)).isEqualTo(Arrays.copyOfRange(content, 0, 1));
            assertThat(part(1, 1)).isEqualTo(Arrays.copyOfRange(content, 1, 2));
            assertThat(part(0, 70_000)).isEqualTo(Arrays.copyOfRange(content, 0, 70_000));
            assertThat(part(65_535, 2)).isEqualTo(Arrays.copyOfRange(content, 65_535, 65_537));
            assertThat(part(99_999, 1)).isEqualTo(Arrays.copyOfRange(content, 99_999, 100_000));
            assertThat(part(0, 100_000)).isEqualTo(content);
        }

        @Test
        void aRangeEndsWhereTheContentEnds() throws IOException {
            assertThat(part(99_990, 11)).isEqualTo(Arrays.copyOfRange(content, 99_990, 100_000));
            assertThat(part(99_990, Long.MAX_VALUE)).isEqualTo(Arrays.copyOfRange(content, 99_990, 100_000));
        }

        @Test
        void beyondTheEndThereIsNothing() throws IOException {
            assertThat(part(100_000, 1)).isEmpty();
            assertThat(part(100_001, 1)).isEmpty();
            assertThat(part(Long.MAX_VALUE, Long.MAX_VALUE)).isEmpty();
        }

        @Test
        void aRangeOfNoLengthIsEmptyAndNotAbsent() throws IOException {
            assertThat(part(0, 0)).isEmpty();
            assertThat(part(50, 0)).isEmpty();
            assertThat(part(100_000, 0)).isEmpty();
        }

        @Test
        void aStreamReadByteByByteEndsWithItsRange() throws IOException {
            try (InputStream in = store.open(KEY, new ByteRange(10, 3)).orElseThrow()) {
                assertThat(in.read()).isEqualTo(content[10] & 0xff);
                assertThat(in.skip(1)).isEqualTo(1);
                assertThat(in.read()).isEqualTo(content[12] & 0xff);
                assertThat(in.read()).isEqualTo(-1);
                assertThat(in.skip(1)).isZero();
                assertThat(in.read(new byte[4])).isEqualTo(-1);
            }
        }

        @Test
        void streamsOfOneBlobDoNotDisturbEachOther() throws IOException {
            try (InputStream one = store.open(KEY, ByteRange.ALL).orElseThrow();
                    InputStream other = store.open(KEY, new ByteRange(500, 10)).orElseThrow()) {
                assertThat(one.readNBytes(100)).isEqualTo(Arrays.copyOf(content, 100));
                assertThat(other.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 500, 510));
                assertThat(one.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 100, content.length));
            }
        }

        @Test
        void aStreamMayBeClosedBeforeItsEnd() throws IOException {
            try (InputStream in = store.open(KEY, ByteRange.ALL).orElseThrow()) {
                assertThat(in.read()).isEqualTo(content[0] & 0xff);
            }
            assertThat(read(KEY)).isEqualTo(content);
        }

        @Test
        void emptyContentIsNotAbsent() throws IOException {
            BlobKey empty = BlobKey.of("kit/empty");
            store.create(empty, new byte[0]);

            assertThat(read(empty)).isEmpty();
            assertThat(read(store, empty, new ByteRange(5, 5))).isEmpty();
        }

        @Test
        void absentContentIsNothingWhateverTheRange() {
            for (ByteRange range : List.of(ByteRange.ALL, ByteRange.first(0), new ByteRange(9, 9))) {
                assertThat(store.open(BlobKey.of("kit/absent"), range)).isEmpty();
                assertThat(store.open(BlobKey.of("kit"), range))
                        .as("the beginning of a key")
                        .isEmpty();
                assertThat(store.open(BlobKey.of("kit/key/below"), range))
                        .as("a key with something behind it")
                        .isEmpty();
                assertThat(store.open(Digest.of(bytes(2, 3)).key(), range)).isEmpty();
            }
        }

        @Test
        void manyThreadsReadAtOnce() throws Exception {
            Racing.race(8, thread -> {
                for (int i = 0; i < 20; i++) {
                    int offset = (thread * 20 + i) * 600;
                    assertThat(part(offset, 1000))
                            .isEqualTo(new ByteArrayInputStream(content, offset, 1000).readAllBytes());
                }
                return thread;
            });
        }
    }

    /** Listing keys in the order of their text. */
    @Nested
    class Listing {

        @Test
        void anEmptyStoreListsNothing() {
            assertThat(all()).isEmpty();
        }

        @Test
        void keysComeInTheOrderOfTheirText() {
            create("b/x", "a0/x", "a/y/z", "aa/x", "a/x.y", "a_b/x", "a/x-y", "a-b/x", "a/x", "a.b/x", "9/x");

            assertThat(all())
                    .containsExactly(
                            "9/x", "a-b/x", "a.b/x", "a/x", "a/x-y", "a/x.y", "a/y/z", "a0/x", "a_b/x", "aa/x", "b/x");
        }

        @Test
        void aPrefixMayEndAnywhere() {
            create("runs/one/1", "runs/one.two/1", "runs/only/1", "run/one/1", "runner");

            assertThat(list("run", "", 1000)).hasSize(5);
            assertThat(list("runs", "", 1000)).containsExactly("runs/one.two/1", "runs/one/1", "runs/only/1");
            assertThat(list("runs/on", "", 1000)).containsExactly("runs/one.two/1", "runs/one/1", "runs/only/1");
            assertThat(list("runs/one", "", 1000)).containsExactly("runs/one.two/1", "runs/one/1");
            assertThat(list("runs/one/", "", 1000)).containsExactly("runs/one/1");
            assertThat(list("runs/one/1", "", 1000)).containsExactly("runs/one/1");
            assertThat(list("runs/one/1/", "", 1000)).isEmpty();
        }

        @Test
        void aPrefixIsTextAndNoPattern() {
            create("a/b", "ab", "a_b");

            for (String prefix :
                    List.of("*", "a*", "?", "%", "a%", "[a]", ".", "..", "../", "/", "/a", "A", "ä", "a//")) {
                assertThat(list(prefix, "", 1000)).as("prefix %s", prefix).isEmpty();
            }
            assertThat(list("a_", "", 1000)).containsExactly("a_b");
        }

        @Test
        void listingBeginsBehindAnyText() {
            create("a-b/x", "a.b/x", "a/x", "a/y", "a0/x");

            assertThat(list("", "a.b/x", 1000)).containsExactly("a/x", "a/y", "a0/x");
            assertThat(list("", "a.c", 1000)).containsExactly("a/x", "a/y", "a0/x");
            assertThat(list("", "a", 1000)).hasSize(5);
            assertThat(list("", "a/", 1000)).containsExactly("a/x", "a/y", "a0/x");
            assertThat(list("a/", "a/x", 1000)).containsExactly("a/y");
            assertThat(list("a/", "A", 1000)).containsExactly("a/x", "a/y");
            assertThat(list("a/", "b", 1000)).isEmpty();
            assertThat(list("", "~", 1000)).isEmpty();
        }

        @Test
        void pagesOfOneVisitEveryKeyOnce() {
            create("a-b/x", "a.b/x", "a/x", "a/y", "a0/x");

            assertThat(pages("", 1)).containsExactlyElementsOf(all());
            assertThat(pages("a/", 1)).containsExactly("a/x", "a/y");
        }

        @Test
        void pagesOfAThousandVisitEveryKeyOnce() throws Exception {
            Racing.race(8, thread -> {
                for (int i = thread; i < 1001; i += 8) {
                    create("many/" + i);
                }
                return thread;
            });

            assertThat(list("many/", "", 1000)).hasSize(1000).isSorted();
            assertThat(pages("many/", 1000)).hasSize(1001).isSorted().doesNotHaveDuplicates();
        }

        @Test
        void aPageHasOneToAThousandKeys() {
            for (int limit : new int[] {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE}) {
                assertThatIllegalArgumentException().as("limit %s", limit).isThrownBy(() -> store.list("", "", limit));
            }
        }

        @Test
        void contentIsListedUnderItsDigestAndOnlyWhileItIsThere() {
            Digest digest = store.put(Content.of(bytes(3, 10)));
            assertThat(all()).containsExactly(digest.key().path());

            store.delete(digest.key());
            assertThat(all()).isEmpty();
        }

        @Test
        void anyPageIsThatOfASortedSet() {
            SplittableRandom random = new SplittableRandom(42);
            TreeSet<String> expected = new TreeSet<>();
            while (expected.size() < 60) {
                String path = (random.nextBoolean() ? name(random) + "/" : "") + name(random) + "/k" + name(random);
                if (expected.add(path)) {
                    create(path);
                }
            }
            for (int i = 0; i < 200; i++) {
                String prefix = random.nextInt(3) == 0 ? "" : name(random);
                String startAfter = random.nextInt(3) == 0 ? "" : name(random) + (random.nextBoolean() ? "/" : "");
                int limit = 1 + random.nextInt(20);
                assertThat(list(prefix, startAfter, limit))
                        .as("prefix \"%s\", after \"%s\", at most %s", prefix, startAfter, limit)
                        .containsExactlyElementsOf(expected.stream()
                                .filter(path -> path.startsWith(prefix) && path.compareTo(startAfter) > 0)
                                .limit(limit)
                                .toList());
            }
        }

        /** Parts that never begin with the k of a last part, so that no key is the beginning of another. */
        private String name(SplittableRandom random) {
            StringBuilder name = new StringBuilder().append("ab0".charAt(random.nextInt(3)));
            for (int i = random.nextInt(3); i > 0; i--) {
                name.append("a-_0.".charAt(random.nextInt(name.charAt(name.length() - 1) == '.' ? 4 : 5)));
            }
            return name.toString();
        }

        private List<String> pages(String prefix, int limit) {
            List<String> paths = new ArrayList<>();
            List<String> page = list(prefix, "", limit);
            while (!page.isEmpty() && paths.size() <= 1001) { // a store that repeats a key would go on for ever
                paths.addAll(page);
                page = page.size() < limit ? List.of() : list(prefix, page.get(page.size() - 1), limit);
            }
            return paths;
        }
    }
}
