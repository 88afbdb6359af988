package org.mlopssdk.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.json.Json;

/** Takes a log apart, holding one line at a time. */
final class LogLines {

    private final InputStream in;
    private final String subject;
    private final byte[] buffer = new byte[2 * LogLine.MAX_BYTES];
    private int start;
    private int end;

    private LogLines(InputStream in, String subject) {
        this.in = in;
        this.subject = subject;
    }

    static void forEach(InputStream in, String subject, Consumer<LogLine> consumer) throws IOException {
        LogLines lines = new LogLines(in, subject);
        while (lines.fill()) {
            lines.handOut(consumer);
        }
        if (lines.start < lines.end) {
            throw new CorruptedException(subject, "has a last line that does not end");
        }
    }

    /** Hands out the whole lines in the buffer and moves what is left to its beginning. */
    private void handOut(Consumer<LogLine> consumer) {
        for (int i = start; i < end; i++) {
            if (buffer[i] == '\n') {
                requireShort(i - start);
                consumer.accept(Json.read(buffer, start, i - start, LogLine.class, subject)
                        .requireSound(subject));
                start = i + 1;
            }
        }
        requireShort(end - start);
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
    }

    private void requireShort(int length) {
        if (length > LogLine.MAX_BYTES) {
            throw new CorruptedException(subject, "has a line of more than " + LogLine.MAX_BYTES + " bytes");
        }
    }

    private boolean fill() throws IOException {
        int read = in.readNBytes(buffer, end, buffer.length - end);
        end += read;
        return read > 0;
    }
}
