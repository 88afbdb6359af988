package org.mlopssdk.s3;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** Some parts of a file, one behind the other, which fails before the end of the first that is not as it was when its digest was taken. */
final class PartStream extends InputStream {

    private final FileInputStream in;
    private final PartChecks checks;
    private final Workers.Job job;
    private final CRC32C crc = new CRC32C();
    private final long end;
    private long position;

    PartStream(Hashed content, long begin, long end, Workers.Job job) throws IOException {
        this.in = new FileInputStream(content.file().toFile());
        this.checks = content.checks();
        this.job = job;
        this.position = begin;
        this.end = end;
        in.getChannel().position(begin);
    }

    /** A file that is not as it was. */
    static final class ChangedException extends IOException {
        private static final long serialVersionUID = 1;

        ChangedException(long position) {
            super("the file changed before byte " + position);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == end) {
            return -1;
        }
        job.goOn();
        long part = position / checks.partSize();
        long endOfPart = Math.min(end, (part + 1) * checks.partSize());
        int count = in.read(bytes, offset, (int) Math.min(length, endOfPart - position));
        if (count < 0) {
            throw new ChangedException(position);
        }
        crc.update(bytes, offset, count);
        position += count;
        if (position == endOfPart) {
            if (!checks.matches(part, crc)) {
                throw new ChangedException(position);
            }
            crc.reset();
        }
        return count;
    }

    @Override
    public int available() {
        return (int) Math.min(end - position, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
