package org.mlopssdk.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.json.Json;
import org.mlopssdk.store.Digest;

/**
 * An entry as bytes: one JSON document on the first line, the SHA-256 of that line on the second. The document names the digest of the
 * entry before it, so that the last digest of a stream vouches for all of it.
 */
final class EntryFormat {

    private static final int VERSION = 1;
    private static final int MAX_DOCUMENT = 64 << 10;
    private static final int DIGEST_LINE = 65;

    private EntryFormat() {}

    /** The document; its components are its fields, in this order. */
    record Document(
            int format,
            long number,
            Digest previous,
            String type,
            boolean optional,
            String operation,
            Instant time,
            Digest actor,
            @Nullable Digest reason,
            Map<String, Object> body) {

        Document {
            if (format == VERSION) { // what another format needs, a newer library knows
                Objects.requireNonNull(type, "an entry without a type");
                Objects.requireNonNull(operation, "an entry without an operation");
                Objects.requireNonNull(time, "an entry without a time");
                Objects.requireNonNull(actor, "an entry without an actor");
                Objects.requireNonNull(body, "an entry without a body");
            }
        }
    }

    static byte[] encode(StreamName stream, long number, Digest previous, Event event) {
        byte[] document = Json.write(new Document(
                VERSION,
                number,
                previous,
                event.type(),
                event.optional(),
                event.operation(),
                event.time(),
                event.attribution().actor(),
                event.attribution().reason(),
                event.body()));
        if (document.length > MAX_DOCUMENT) {
            throw new IllegalArgumentException("an entry of " + stream + " would have " + document.length
                    + " bytes, more than " + MAX_DOCUMENT + "; shorten its tags or names");
        }
        byte[] record = new byte[document.length + 1 + DIGEST_LINE];
        System.arraycopy(document, 0, record, 0, document.length);
        record[document.length] = '\n';
        byte[] digest = (Digest.of(document) + "\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digest, 0, record, document.length + 1, digest.length);
        return record;
    }

    /** Whether these are two lines, a document and its digest. */
    static boolean isSealed(byte[] record) {
        int end = documentEnd(record);
        return end >= 0 && Digest.of(record, 0, end).hex().equals(writtenDigest(record));
    }

    /** The digest on the second line of a record that is two lines. */
    static String writtenDigest(byte[] record) {
        return new String(record, record.length - DIGEST_LINE, DIGEST_LINE - 1, StandardCharsets.US_ASCII);
    }

    /** The digest that a document of this number names as that before it; empty if it does not begin as one does. */
    static String writtenPrevious(byte[] record, long number) {
        byte[] begin = ("{\"format\":" + VERSION + ",\"number\":" + number + ",\"previous\":\"")
                .getBytes(StandardCharsets.US_ASCII);
        return Arrays.mismatch(begin, record) == begin.length && record.length > begin.length + DIGEST_LINE
                ? new String(record, begin.length, DIGEST_LINE - 1, StandardCharsets.US_ASCII)
                : "";
    }

    /** Where the document ends and its line feed stands, or -1 if this is no document with a digest on a line each. */
    private static int documentEnd(byte[] record) {
        int end = record.length - DIGEST_LINE - 1;
        boolean isTwoLines =
                end >= 0 && end <= MAX_DOCUMENT && record[end] == '\n' && record[record.length - 1] == '\n';
        return isTwoLines ? end : -1;
    }

    /** Reads an entry; {@code previous} is the digest that it has to name, or null for one that was read and verified before. */
    static Entry decode(StreamName stream, long number, @Nullable Digest previous, byte[] record) {
        String subject = "entry " + number + " of " + stream;
        int end = documentEnd(record);
        if (end < 0) {
            throw new CorruptedException(subject, "is not a document and its digest on a line each");
        }
        Digest digest = Digest.of(record, 0, end);
        String written = writtenDigest(record);
        if (!digest.hex().equals(written)) {
            throw new CorruptedException(subject, "has the digest " + digest + " but says " + written);
        }
        Document document = Json.read(record, 0, end, Document.class, subject);
        requireSound(document, number, previous, subject);
        Event event = new Event(
                document.type,
                document.optional,
                document.operation,
                document.time,
                new Attribution(document.actor, document.reason),
                document.body);
        return new Entry(stream, number, digest, event);
    }

    private static void requireSound(Document document, long number, @Nullable Digest previous, String subject) {
        if (document.format != VERSION) {
            throw new UnsupportedFormatException(
                    subject,
                    "has format " + document.format + ", this library knows " + VERSION + "; use a newer mlops-sdk");
        }
        if (document.number != number) {
            throw new CorruptedException(subject, "says that it is number " + document.number);
        }
        if (previous != null && !previous.equals(document.previous)) {
            throw new CorruptedException(
                    subject,
                    "follows an entry of digest " + document.previous + ", but the one before it has " + previous);
        }
    }
}
