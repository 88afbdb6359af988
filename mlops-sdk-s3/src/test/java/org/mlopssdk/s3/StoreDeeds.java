package org.mlopssdk.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.TwoStepMove;

/** What a store is asked to do, each with what has to hold whatever happened on the wire. */
final class StoreDeeds {

    private static final BlobKey KEY = BlobKey.of("things/one");
    private static final int SMALL = 3000;
    private static final int LARGE = Lab.PART + 1000;

    private StoreDeeds() {}

    static Map<String, Deed.Maker> all() {
        Map<String, Deed.Maker> deeds = new LinkedHashMap<>();
        deeds.put("create", StoreDeeds::create);
        deeds.put("create what exists", StoreDeeds::createTaken);
        deeds.put("put", (lab, corner) -> put(corner, lab.bytes(SMALL)));
        deeds.put("put in parts", (lab, corner) -> put(corner, lab.bytes(LARGE)));
        deeds.put("open", (lab, corner) -> open(corner, lab.bytes(SMALL), ByteRange.ALL));
        deeds.put("open a range", (lab, corner) -> open(corner, lab.bytes(SMALL), new ByteRange(1000, 900)));
        deeds.put("open what is absent", (lab, corner) -> openAbsent(corner));
        deeds.put("download", (lab, corner) -> download(corner, lab.bytes(SMALL)));
        deeds.put("download in parts", (lab, corner) -> download(corner, lab.bytes(LARGE)));
        deeds.put("list", StoreDeeds::list);
        deeds.put("confirm", (lab, corner) -> confirm(corner, lab.bytes(SMALL), true));
        deeds.put("confirm what is absent", (lab, corner) -> confirm(corner, lab.bytes(SMALL), false));
        deeds.put("delete", StoreDeeds::delete);
        deeds.put("move", StoreDeeds::move);
        return deeds;
    }

    /** A deed from its two halves. */
    record Halves(Act deed, Check check) implements Deed {

        interface Act {
            Told act() throws IOException;
        }

        interface Check {
            Optional<Wrong> wrong(Told told) throws IOException;
        }

        @Override
        public Told act() throws IOException {
            return deed.act();
        }

        @Override
        public Optional<Wrong> wrong(Told told) throws IOException {
            return check.wrong(told);
        }
    }

    private static Deed create(Lab lab, Lab.Corner corner) {
        byte[] content = lab.bytes(SMALL);
        return new Halves(
                () -> Told.by(() -> told(corner.store().create(KEY, content))),
                told -> written(told, corner.onServer(KEY), present -> Arrays.equals(present, content)));
    }

    private static Told told(Creation creation) {
        return creation == Creation.CREATED ? Told.DONE : Told.LOST_RACE;
    }

    /** What has to hold of something that only this operation writes. */
    static Optional<Wrong> written(Told told, Optional<byte[]> present, Predicate<byte[]> isOurs) {
        if (present.isPresent() && !isOurs.test(present.get())) {
            return Optional.of(Wrong.WRONG_BYTES);
        }
        return switch (told) {
            case DONE -> present.isPresent() ? Optional.empty() : Optional.of(Wrong.FALSE_ACKNOWLEDGEMENT);
            case LOST_RACE -> Optional.of(Wrong.FALSE_CONFLICT);
            case FAILED -> present.isPresent() ? Optional.of(Wrong.FALSE_FAILURE) : Optional.empty();
            case UNKNOWN -> Optional.empty();
        };
    }

    private static Deed createTaken(Lab lab, Lab.Corner corner) {
        byte[] before = lab.bytes(SMALL);
        corner.putOnServer(KEY, before);
        byte[] content = lab.bytes(SMALL);
        return new Halves(() -> Told.by(() -> told(corner.store().create(KEY, content))), told -> {
            boolean kept = corner.onServer(KEY)
                    .filter(present -> Arrays.equals(present, before))
                    .isPresent();
            return !kept
                    ? Optional.of(Wrong.LOST_DATA)
                    : told == Told.DONE ? Optional.of(Wrong.FALSE_ACKNOWLEDGEMENT) : Optional.empty();
        });
    }

    private static Deed put(Lab.Corner corner, byte[] content) {
        Digest digest = Digest.of(content);
        return new Halves(
                () -> Told.by(() -> corner.store().put(Content.of(content)).equals(digest) ? Told.DONE : Told.FAILED),
                // what is stored under its digest does no harm, whoever was told what
                told -> written(
                        told == Told.FAILED ? Told.UNKNOWN : told,
                        corner.onServer(digest.key()),
                        present -> Arrays.equals(present, content)));
    }

    private static Deed open(Lab.Corner corner, byte[] content, ByteRange range) {
        corner.putOnServer(KEY, content);
        int end = (int) Math.min(content.length, range.length() + range.offset());
        byte[] expected =
                Arrays.copyOfRange(content, (int) range.offset(), range.equals(ByteRange.ALL) ? content.length : end);
        return new Reading() {
            @Override
            Wrong read() throws IOException {
                Optional<InputStream> opened = corner.store().open(KEY, range);
                if (opened.isEmpty()) {
                    return Wrong.LOST_DATA;
                }
                try (InputStream in = opened.get()) {
                    return Arrays.equals(in.readAllBytes(), expected) ? null : Wrong.WRONG_BYTES;
                }
            }
        };
    }

    private static Deed download(Lab.Corner corner, byte[] content) {
        Digest digest = Digest.of(content);
        corner.putOnServer(digest.key(), content);
        return new Reading() {
            @Override
            Wrong read() throws IOException {
                Optional<Path> file = corner.store().file(digest);
                if (file.isEmpty()) {
                    return Wrong.LOST_DATA;
                }
                return Arrays.equals(Files.readAllBytes(file.get()), content) ? null : Wrong.WRONG_BYTES;
            }
        };
    }

    private static Deed openAbsent(Lab.Corner corner) {
        return new Reading() {
            @Override
            Wrong read() {
                return corner.store().open(KEY, ByteRange.ALL).isEmpty() ? null : Wrong.WRONG_BYTES;
            }
        };
    }

    private static Deed list(Lab lab, Lab.Corner corner) {
        List<BlobKey> keys =
                IntStream.range(0, 5).mapToObj(i -> BlobKey.of("things/" + i)).toList();
        keys.forEach(key -> corner.putOnServer(key, lab.bytes(10)));
        return new Reading() {
            @Override
            Wrong read() {
                List<BlobKey> listed = corner.store().list("things/", "", 1000);
                return listed.equals(keys) ? null : Wrong.LOST_DATA;
            }
        };
    }

    private static Deed confirm(Lab.Corner corner, byte[] content, boolean present) {
        if (present) {
            corner.putOnServer(Digest.of(content).key(), content);
        }
        return new Reading() {
            @Override
            Wrong read() {
                boolean confirmed = corner.store().confirm(Digest.of(content));
                return confirmed == present ? null : present ? Wrong.LOST_DATA : Wrong.FALSE_ACKNOWLEDGEMENT;
            }
        };
    }

    private static Deed delete(Lab lab, Lab.Corner corner) {
        corner.putOnServer(KEY, lab.bytes(SMALL));
        return new Halves(
                () -> Told.by(() -> {
                    corner.store().delete(KEY);
                    return Told.DONE;
                }),
                told -> told == Told.DONE && corner.onServer(KEY).isPresent()
                        ? Optional.of(Wrong.FALSE_ACKNOWLEDGEMENT)
                        : Optional.empty());
    }

    /** Whoever is told that a move failed still has the content where it was, whatever lands later. The deletion is asked for once. */
    private static Deed move(Lab lab, Lab.Corner corner) {
        byte[] content = lab.bytes(SMALL);
        BlobKey to = BlobKey.of("trash/one");
        corner.putOnServer(KEY, content);
        return new Deed() {
            @Override
            public Told act() {
                TwoStepMove mover = corner.store();
                return Told.by(() -> mover.move(KEY, to) ? Told.DONE : Told.LOST_RACE);
            }

            @Override
            public Optional<Wrong> wrong(Told told) {
                boolean here = holds(corner, KEY, content);
                boolean there = holds(corner, to, content);
                return switch (told) {
                    case DONE -> here || !there ? Optional.of(Wrong.FALSE_ACKNOWLEDGEMENT) : Optional.empty();
                    case LOST_RACE -> Optional.of(Wrong.FALSE_CONFLICT);
                    case FAILED -> here ? Optional.empty() : Optional.of(Wrong.FALSE_FAILURE);
                    case UNKNOWN -> there ? Optional.empty() : Optional.of(Wrong.LOST_DATA);
                };
            }

            @Override
            public boolean asksOnce() {
                return true;
            }
        };
    }

    private static boolean holds(Lab.Corner corner, BlobKey key, byte[] content) {
        return corner.onServer(key)
                .filter(present -> Arrays.equals(present, content))
                .isPresent();
    }
}
