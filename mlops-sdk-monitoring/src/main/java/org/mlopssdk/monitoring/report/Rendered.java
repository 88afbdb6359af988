package org.mlopssdk.monitoring.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.mlopssdk.error.StorageException;

/**
 * A report in one of its forms. Immutable.
 *
 * @since 0.1.0
 */
public final class Rendered {
    private final String text;

    Rendered(String text) {
        this.text = text;
    }

    /**
     * What a file of it holds.
     *
     * @return the text in UTF-8, a new array each time
     */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes it to a file, in one step: whoever reads the file finds what was there before or all of the report, also when the machine stops
     * meanwhile. A file of that name is replaced, and so is a symbolic link, which is not followed.
     *
     * @param file the file; its directory has to be there
     * @return the file
     * @throws StorageException if it cannot be written; nothing is left behind then
     */
    public Path writeTo(Path file) {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null || Files.isDirectory(target)) {
            throw new StorageException("report " + file, "is a directory; name a file in it, such as drift.html");
        }
        if (!Files.isDirectory(directory)) {
            throw new StorageException(
                    "report " + file, "its directory " + directory + " is not there; create it first");
        }
        Path beside = directory.resolve(".report-" + UUID.randomUUID() + ".tmp");
        try {
            write(beside);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            StorageException failed = new StorageException(
                    "report " + file, "cannot be written: " + e + "; make room, or name another file", e);
            try {
                Files.deleteIfExists(beside);
            } catch (IOException left) {
                failed.addSuppressed(new UncheckedIOException(left));
            }
            throw failed;
        }
    }

    /** A page within a frame, in which its style sheet changes nothing around it, and nothing can run. */
    String framed() {
        return "<iframe sandbox=\"\" style=\"width:100%;height:40em;border:0\" srcdoc=\""
                + text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;") + "\"></iframe>";
    }

    private void write(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer bytes = ByteBuffer.wrap(bytes());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /**
     * The text itself.
     *
     * @return all of it
     */
    @Override
    public String toString() {
        return text;
    }
}
