package org.mlopssdk.run;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.json.Json;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Creation;

/** The log of one run as it is written: immutable segments of whole lines, numbered from 1. */
final class Segments {

    private final BlobStore store;
    private final String run;

    Segments(BlobStore store, String run) {
        this.store = store;
        this.run = run;
    }

    /** Writes a segment; false if another writer's stands at that number. */
    boolean create(long number, byte[] lines) {
        return store.create(key(number), SegmentFormat.seal(lines)) == Creation.CREATED
                || Arrays.equals(lines(number).orElseThrow(), lines);
    }

    /** Takes the first free number, which fences off whoever wrote until now; gives the number. */
    long claim(byte[] line) {
        long number = 1;
        while (exists(number) || !create(number, line)) {
            number++;
        }
        return number;
    }

    void copyTo(long count, OutputStream out) throws IOException {
        for (long number = 1; number <= count; number++) {
            out.write(lines(number).orElseThrow());
        }
    }

    void forEachLine(Consumer<LogLine> consumer) {
        for (long number = 1; ; number++) {
            Optional<byte[]> lines = lines(number);
            if (lines.isEmpty()) {
                return;
            }
            forEachLine(new ByteArrayInputStream(lines.get()), subject(number), consumer);
        }
    }

    static void forEachLine(InputStream in, String subject, Consumer<LogLine> consumer) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                consumer.accept(Json.read(line.getBytes(StandardCharsets.UTF_8), LogLine.class, subject)
                        .requireSound(subject));
            }
        } catch (IOException e) {
            throw new StorageException(subject, "cannot be read: " + e, e);
        }
    }

    private boolean exists(long number) {
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

    private Optional<byte[]> lines(long number) {
        return store.open(key(number), ByteRange.first(BlobStore.MAX_CREATE + 1L))
                .map(in -> {
                    try (in) {
                        return SegmentFormat.open(in.readAllBytes(), subject(number));
                    } catch (IOException e) {
                        throw unreadable(number, e);
                    }
                });
    }

    private BlobKey key(long number) {
        return BlobKey.of("runs/" + run + "/" + String.format(Locale.ROOT, "%08d", number));
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
