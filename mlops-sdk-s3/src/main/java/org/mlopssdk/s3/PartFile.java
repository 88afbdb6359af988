package org.mlopssdk.s3;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A file that several threads fill, each at its own place, while another reads what is complete. Its parts are written one at a time: an interrupt would close
 * a {@link java.nio.channels.FileChannel} under all of them, and the disk is faster than the network.
 */
final class PartFile implements Closeable {

    private final RandomAccessFile file;
    private final Room room;

    /** Makes room for a file of some length. */
    @FunctionalInterface
    interface Room {
        void make() throws IOException;
    }

    PartFile(Path path, Room room) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.room = room;
    }

    /** Sets its length, before anything is written, so that other processes see what it is going to take. */
    void reserve(long length) throws IOException {
        file.setLength(length);
        room.make();
    }

    synchronized void write(long position, byte[] bytes, int length) throws IOException {
        file.seek(position);
        file.write(bytes, 0, length);
    }

    synchronized void read(long position, byte[] bytes, int length) throws IOException {
        file.seek(position);
        file.readFully(bytes, 0, length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
