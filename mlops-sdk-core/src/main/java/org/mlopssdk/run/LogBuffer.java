package org.mlopssdk.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.json.Json;
import org.mlopssdk.json.JsonBuffer;

/**
 * The lines of a run's log that wait to be written, as the bytes of a segment: it never holds more than one segment does, however long the lines
 * are. What points of the same metric and labels begin with is kept, as far as that is short. For one thread at a time.
 */
final class LogBuffer {

    private static final byte[] VALUE = ascii(",\"value\":");
    private static final byte[] STEP = ascii(",\"step\":");
    private static final byte[] TIME = ascii(",\"time\":");
    private static final int MAX_BEGINNINGS = 1000;
    private static final int MAX_BEGINNING = 1024;

    private final JsonBuffer json = new JsonBuffer();
    private final Map<Series, byte[]> beginnings = new HashMap<>();
    private final int capacity;
    private int lines;

    LogBuffer(int capacity) {
        this.capacity = capacity;
    }

    /** As the first fields of a line. */
    private record Series(String metric, @Nullable Map<String, String> labels) {}

    int lines() {
        return lines;
    }

    /** Whether one more line has room, however long it is. */
    boolean hasRoom() {
        return lines < capacity && json.size() <= SegmentFormat.MAX_LINES - 2 * LogLine.MAX_BYTES;
    }

    /** Adds a line as a whole, or nothing. */
    void add(LogLine line) {
        int before = json.size();
        boolean whole = false;
        try {
            write(line);
            json.raw('\n');
            whole = true;
        } finally {
            if (!whole) {
                json.truncate(before);
            }
        }
        lines++;
    }

    /** The waiting lines and a last one, as a segment whose digest is still to be filled in; the buffer is empty then. */
    byte[] take(LogLine last) {
        add(last);
        byte[] segment = json.copy(SegmentFormat.DIGEST_LINE);
        json.truncate(0);
        lines = 0;
        return segment;
    }

    private void write(LogLine line) {
        if (line.metric() == null || line.value() == null || line.step() == null || line.time() == null) {
            json.raw(Json.write(line));
            return;
        }
        json.raw(beginning(new Series(line.metric(), line.labels())));
        json.number(line.value());
        json.raw(STEP);
        json.number(line.step());
        json.raw(TIME);
        json.time(line.time());
        json.raw('}');
    }

    /** Up to the value. */
    private byte[] beginning(Series series) {
        byte[] known = beginnings.get(series);
        if (known != null) {
            return known;
        }
        byte[] fields = Json.write(series);
        byte[] beginning = Arrays.copyOf(fields, fields.length - 1 + VALUE.length); // without the closing brace
        System.arraycopy(VALUE, 0, beginning, fields.length - 1, VALUE.length);
        if (beginning.length <= MAX_BEGINNING) {
            if (beginnings.size() == MAX_BEGINNINGS) {
                beginnings.clear();
            }
            beginnings.put(series, beginning);
        }
        return beginning;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
