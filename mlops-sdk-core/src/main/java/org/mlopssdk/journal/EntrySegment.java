package org.mlopssdk.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mlopssdk.json.Json;
import org.mlopssdk.store.Digest;

/**
 * A hundred entries of a stream as one piece of bytes: a head on the first line, the records byte for byte, and on the last line the SHA-256
 * of all before. It is made of the records alone, so it is the same whoever makes it; and nothing in it is believed: it is taken
 * apart and made again, and has to come out as it was.
 */
final class EntrySegment {

    /** How many entries a segment holds. */
    static final int ENTRIES = 100;

    private static final int VERSION = 1;
    private static final int DIGEST_LINE = 65;

    private EntrySegment() {}

    /** The first line, for readers who look for a segment; whoever has the records needs nothing of it. */
    record Head(int format, String stream, long first, long last, String previous, String digest) {}

    /** The segment of these records, empty if they are no chain of entries. The longest there can be are less than a store creates at once. */
    static Optional<byte[]> of(StreamName stream, long first, List<byte[]> records) {
        if (records.size() != ENTRIES || !isChain(first, records)) {
            return Optional.empty();
        }
        Head head = new Head(
                VERSION,
                stream.toString(),
                first,
                first + ENTRIES - 1,
                EntryFormat.writtenPrevious(records.get(0), first),
                EntryFormat.writtenDigest(records.get(ENTRIES - 1)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Json.write(head));
        bytes.write('\n');
        records.forEach(bytes::writeBytes);
        bytes.writeBytes((Digest.of(bytes.toByteArray()) + "\n").getBytes(StandardCharsets.US_ASCII));
        return Optional.of(bytes.toByteArray());
    }

    /** The records of a segment; empty if it is not, to the last byte, the segment of a chain that begins at this number. */
    static Optional<List<byte[]>> records(StreamName stream, long first, byte[] segment) {
        List<byte[]> records = split(segment);
        return of(stream, first, records)
                .filter(made -> Arrays.equals(made, segment))
                .map(made -> records);
    }

    /** Whether each record is a document with its digest, and names its own number and the digest of the one before it. */
    private static boolean isChain(long first, List<byte[]> records) {
        String previous = EntryFormat.writtenPrevious(records.get(0), first);
        for (int i = 0; i < records.size(); i++) {
            byte[] record = records.get(i);
            if (!EntryFormat.isSealed(record)
                    || !EntryFormat.writtenPrevious(record, first + i).equals(previous)) {
                return false;
            }
            previous = EntryFormat.writtenDigest(record);
        }
        return true;
    }

    private static List<byte[]> split(byte[] segment) {
        List<byte[]> records = new ArrayList<>(ENTRIES);
        int begin = lineEnd(segment, 0);
        while (records.size() < ENTRIES && begin < segment.length - DIGEST_LINE) {
            int end = Math.min(lineEnd(segment, begin) + DIGEST_LINE, segment.length);
            records.add(Arrays.copyOfRange(segment, begin, end));
            begin = end;
        }
        return records;
    }

    private static int lineEnd(byte[] bytes, int begin) {
        int at = begin;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }
}
