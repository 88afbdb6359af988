package org.mlopssdk.artifact;

import java.io.IOException;
import java.io.OutputStream;
import org.mlopssdk.store.Progress;

/** Counts what is written and tells of it now and then, which is where work that is stopped ends. */
final class CountedOutput extends OutputStream {

    private static final int TOLD_EVERY = 8 << 20;

    private final OutputStream out;
    private final Crew crew;
    private final String task;
    private final long total;
    private long bytes;
    private long told;

    CountedOutput(OutputStream out, Crew crew, String task, long total) {
        this.out = out;
        this.crew = crew;
        this.task = task;
        this.total = total;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        count(1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        out.write(buffer, offset, length);
        count(length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    private void count(int length) {
        bytes += length;
        if (bytes - told >= TOLD_EVERY) {
            told = bytes;
            crew.tell(new Progress(task, bytes, total));
        }
    }
}
