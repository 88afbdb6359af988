package org.mlopssdk.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.json.Json;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Creation;

/**
 * The log of one run as it is written: immutable segments of whole lines, numbered from 1. In the place of a segment that cannot be read stands one
 * line that says so; those behind it are read all the same, since each has a digest of its own.
 */
final class Segments {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{8}");
    private static final int PAGE = 1000;

    private final BlobStore store;
    private final String run;

    Segments(BlobStore store, String run) {
        this.store = store;
        this.run = run;
    }

    /** A stretch of the log: its lines, or what became of them; and the number of the segment that goes on. */
    private static final class Part {

        private final byte[] lines;
        private final long next;

        Part(byte[] lines, long next) {
            this.lines = lines;
            this.next = next;
        }
    }

    /** Writes a sealed segment; false if another writer's stands at that number. */
    boolean create(long number, byte[] sealed) {
        if (store.create(key(number), sealed) == Creation.CREATED) {
            return true;
        }
        byte[] present = stored(number).orElseThrow();
        SegmentFormat.open(present, subject(number));
        return Arrays.equals(present, sealed);
    }

    /** Takes the first number behind all that are taken, which fences off whoever wrote until now; gives the number. */
    long claim(LogLine line) {
        LogBuffer buffer = new LogBuffer(1);
        byte[] sealed = SegmentFormat.seal(buffer.take(line));
        long number = last() + 1;
        while (store.create(key(number), sealed) == Creation.EXISTS) {
            number++;
        }
        return number;
    }

    boolean exists(long number) {
        try {
            Optional<InputStream> in = store.open(key(number), ByteRange.first(0));
            if (in.isPresent()) {
                in.get().close();
            }
            return in.isPresent();
        } catch (IOException e) {
            throw unreadable(number, e);
        }
    }

    /** Copies the lines of the first segments. */
    void copyTo(long count, OutputStream out) throws IOException {
        for (Part part = part(1, count); part != null && part.next <= count + 1; part = part(part.next, count)) {
            out.write(part.lines);
        }
    }

    /** Hands out the lines of all segments that there are. */
    void forEachLine(Consumer<LogLine> consumer) {
        for (Part part = part(1, 0); part != null; part = part(part.next, 0)) {
            String subject = subject(part.next - 1);
            try {
                LogLines.forEach(new ByteArrayInputStream(part.lines), subject, consumer);
            } catch (IOException e) {
                throw new IllegalStateException("reading from memory failed", e);
            }
        }
    }

    /** The log from a segment on; null behind the last one. A segment that is missing before others, or before the one expected last, is lost. */
    private @Nullable Part part(long number, long expected) {
        Optional<byte[]> sealed = stored(number);
        while (sealed.isEmpty()) {
            long next = after(number).orElse(expected + 1);
            if (next <= number) {
                return null;
            }
            sealed = stored(number); // a writer may have been at work since
            if (sealed.isEmpty()) {
                return lost(number, next, next == number + 1 ? "is missing" : "to " + (next - 1) + " are missing");
            }
        }
        return lines(number, sealed.get())
                .or(() -> stored(number)
                        .flatMap(again -> lines(number, again))) // the read may have been torn, and not the segment
                .map(lines -> new Part(lines, number + 1))
                .orElseGet(() -> lost(number, number + 1, "is torn or changed"));
    }

    private Optional<byte[]> lines(long number, byte[] sealed) {
        try {
            return Optional.of(SegmentFormat.open(sealed, subject(number)));
        } catch (CorruptedException e) {
            return Optional.empty();
        }
    }

    private static Part lost(long number, long next, String how) {
        String what = (next == number + 1 ? "segment " : "segments ") + number + " " + how;
        byte[] line = Json.write(LogLine.lost(what));
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        return new Part(ended, next);
    }

    private Optional<byte[]> stored(long number) {
        return store.open(key(number), ByteRange.first(BlobStore.MAX_CREATE + 1L))
                .map(in -> {
                    try (in) {
                        return in.readAllBytes();
                    } catch (IOException e) {
                        throw unreadable(number, e);
                    }
                });
    }

    private OptionalLong after(long number) {
        return numbers(store.list(prefix(), key(number).path(), PAGE)).findFirst();
    }

    private long last() {
        long last = 0;
        List<BlobKey> page = store.list(prefix(), "", PAGE);
        while (!page.isEmpty()) {
            last = numbers(page).max().orElse(last);
            page = store.list(prefix(), page.get(page.size() - 1).path(), PAGE);
        }
        return last;
    }

    /** Those of segments: whatever else lies there is none of ours. */
    private LongStream numbers(List<BlobKey> keys) {
        return keys.stream()
                .map(key -> key.path().substring(prefix().length()))
                .filter(name -> NUMBER.matcher(name).matches())
                .mapToLong(Long::parseLong);
    }

    private String prefix() {
        return "runs/" + run + "/";
    }

    private BlobKey key(long number) {
        return BlobKey.of(prefix() + String.format(Locale.ROOT, "%08d", number));
    }

    private StorageException unreadable(long number, IOException e) {
        return new StorageException(subject(number), "cannot be read: " + e, e);
    }

    private String subject(long number) {
        return "segment " + number + " of run " + run;
    }

    @Override
    public String toString() {
        return "run " + run;
    }
}
