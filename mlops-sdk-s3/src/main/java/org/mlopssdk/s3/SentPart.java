package org.mlopssdk.s3;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/** A part of a file, to be sent as often as it takes; it is read from the file each time, and nothing of it is kept in memory. */
final class SentPart implements Closeable {

    private final Hashed content;
    private final long begin;
    private final long end;
    private final Workers.Job job;
    private @Nullable PartStream open;

    SentPart(Hashed content, long begin, long end, Workers.Job job) {
        this.content = content;
        this.begin = begin;
        this.end = end;
        this.job = job;
    }

    long length() {
        return end - begin;
    }

    RequestBody toRequestBody() {
        return RequestBody.fromContentProvider(this::stream, length(), "application/octet-stream");
    }

    /** Whether the server's tag is the MD5 of this part. */
    boolean isMd5(String tag) throws IOException {
        MessageDigest md5;
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            return false; // as where it is forbidden
        }
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new PartStream(content, begin, end, job)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                md5.update(buffer, 0, count);
            }
        }
        return tag.replace("\"", "").equalsIgnoreCase(HexFormat.of().formatHex(md5.digest()));
    }

    private InputStream stream() {
        try {
            close();
            open = new PartStream(content, begin, end, job);
            return open;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
