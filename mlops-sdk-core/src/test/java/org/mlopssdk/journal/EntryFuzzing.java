package org.mlopssdk.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.mlopssdk.json.Json;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;

/** Lets any bytes be an entry. */
public final class EntryFuzzing {

    private static final StreamName STREAM = new StreamName("model", "failure");

    private EntryFuzzing() {}

    /** The bytes are the document; what follows it fits. */
    public static void parseDocument(byte[] document) {
        byte[] record = Arrays.copyOf(document, document.length + 66);
        byte[] end = ("\n" + Digest.of(document) + "\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(end, 0, record, document.length, end.length);
        parseRecord(record);
    }

    /** The bytes are all of the record. */
    public static void parseRecord(byte[] record) {
        Entry entry = EntryFormat.decode(STREAM, 1, STREAM.origin(), record);
        byte[] written = EntryFormat.encode(STREAM, 1, STREAM.origin(), entry.event());
        Entry again = EntryFormat.decode(STREAM, 1, STREAM.origin(), written);
        byte[] twice = EntryFormat.encode(STREAM, 1, STREAM.origin(), again.event());
        if (!Arrays.equals(written, twice)) {
            throw new AssertionError(entry.event() + " is read again as " + again.event());
        }
    }

    /** The bytes are a type, a line end and a body; the first entry of a stream says so. What is no body is refused here. */
    public static void append(BlobStore store, String kind, String name, byte[] typeAndBody) {
        store.put(Content.of(new byte[0])); // what entries of the corpus refer to
        StreamName stream = new StreamName(kind, name);
        Digest previous = stream.origin();
        int number = 0;
        for (String line : new String(typeAndBody, StandardCharsets.UTF_8).split("\n", 8)) {
            int space = line.indexOf(' ');
            if (space < 0) {
                return;
            }
            Body body = Json.read(
                    ("{\"body\":" + line.substring(space + 1) + "}").getBytes(StandardCharsets.UTF_8),
                    Body.class,
                    "the input");
            Event event = new Event(
                    line.substring(0, space),
                    false,
                    "operation-" + number,
                    Instant.EPOCH,
                    new Attribution(Digest.of("nobody".getBytes(StandardCharsets.UTF_8)), null),
                    body.body == null ? Map.of() : body.body);
            byte[] record = EntryFormat.encode(stream, ++number, previous, event);
            previous = Digest.of(record, 0, record.length - 66);
            store.create(BlobKey.of(String.format("journal/%s/%020d", stream, number)), record);
        }
    }

    record Body(Map<String, Object> body) {}
}
