package org.mlopssdk.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Content on its way into a store, of any size. A lambda will do: {@code out -> model.save(out)}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Content {

    /**
     * Writes all of the content, once.
     *
     * @param out where to; not to be closed
     * @throws IOException if the content cannot be read or written; nothing of it is stored then
     */
    void writeTo(OutputStream out) throws IOException;

    /**
     * The file that holds the content, for a store that copies files faster than streams.
     *
     * @return the file, or empty for content of another origin
     */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /**
     * Is told by a store far away how much of the content has been sent, on the thread that stores it; by others never.
     *
     * @param sent so many bytes
     * @param length of so many
     * @throws java.util.concurrent.CancellationException to stop; nothing of the content is stored then
     */
    default void onSent(long sent, long length) {}

    /**
     * How long the content is, if that is known before it is written.
     *
     * @return its length in bytes; {@link #writeTo} writes as many, unless a file changes meanwhile
     */
    default OptionalLong size() {
        return OptionalLong.empty();
    }

    /**
     * The content of an array.
     *
     * @param bytes the content; not copied
     * @return the content
     */
    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }

            @Override
            public OptionalLong size() {
                return OptionalLong.of(bytes.length);
            }
        };
    }

    /**
     * The content of a file.
     *
     * @param file a regular file; read when the content is stored
     * @return the content
     */
    static Content of(Path file) {
        return new Content() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                byte[] buffer = new byte[1 << 16];
                try (InputStream in = Files.newInputStream(file)) { // no interrupt breaks this one
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        out.write(buffer, 0, read);
                    }
                }
            }

            @Override
            public Optional<Path> file() {
                return Optional.of(file);
            }
        };
    }
}
