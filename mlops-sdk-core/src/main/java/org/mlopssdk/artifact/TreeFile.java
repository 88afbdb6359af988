package org.mlopssdk.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.mlopssdk.store.Content;

/**
 * A file below a directory that is added whole. It is opened step by step from that directory on, so that a link that was put in the place of
 * a directory meanwhile leads nowhere. Where a file system does not offer that, the way is looked at before and after.
 */
final class TreeFile implements Content {

    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final Path relative;

    /** A file at a path relative to a real directory. */
    TreeFile(Path root, Path relative) {
        this.root = root;
        this.relative = relative;
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(root.resolve(relative));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        boolean interrupted = false;
        long position = 0;
        try {
            while (position >= 0) {
                interrupted |= Thread.interrupted(); // which would close the channel
                position = copy(position, out);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Copies from a position on; gives -1 at the end, or the position where an interrupt closed the channel. */
    private long copy(long from, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long position = from;
        try (SeekableByteChannel channel = open()) {
            channel.position(position);
            while (channel.read(buffer) >= 0) {
                out.write(buffer.array(), 0, buffer.position());
                position += buffer.position();
                buffer.clear();
            }
            return -1;
        } catch (ClosedByInterruptException e) {
            return position;
        }
    }

    private SeekableByteChannel open() throws IOException {
        try (DirectoryStream<Path> directory = Files.newDirectoryStream(root)) {
            return directory instanceof SecureDirectoryStream<Path> secure ? open(secure, 0) : openWatched();
        }
    }

    private SeekableByteChannel open(SecureDirectoryStream<Path> directory, int step) throws IOException {
        Path name = relative.getName(step);
        if (step == relative.getNameCount() - 1) {
            return directory.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        }
        try (SecureDirectoryStream<Path> next = directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            return open(next, step + 1);
        }
    }

    private SeekableByteChannel openWatched() throws IOException {
        Path file = root.resolve(relative);
        requireNoLink(file);
        SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        try {
            requireNoLink(file);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void requireNoLink(Path file) throws IOException {
        if (!file.toRealPath().equals(file)) {
            throw new IOException(file + " is reached through a link by now");
        }
    }
}
